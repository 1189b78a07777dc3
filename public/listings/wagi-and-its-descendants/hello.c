#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int served;

int main(void) {
  char body[256];
  const char *query = getenv("QUERY_STRING");
  size_t n = fread(body, 1, sizeof body, stdin);

  printf("Content-Type: text/plain\n\n");
  if (strcmp(query, "crash") == 0) abort();
  printf("%s %s, ", getenv("REQUEST_METHOD"), getenv("PATH_INFO"));
  printf("%d bytes in, request %d here\n", (int)n, ++served);
}
