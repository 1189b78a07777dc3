#include <stdio.h>

int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "r");
  if (!f) { perror(argv[1]); return 1; }
  int lines = 0;
  for (int c; (c = fgetc(f)) != EOF;) lines += c == '\n';
  printf("%d\n", lines);
  return 0;
}
