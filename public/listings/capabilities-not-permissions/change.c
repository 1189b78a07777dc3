#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void report(const char *what, int failed) {
  printf("%-8s %s\n", what, failed ? strerror(errno) : "done");
}

int main(int argc, char **argv) {
  const char *what = argv[1], *file = argv[2];
  if (strcmp(what, "remove") == 0) {
    report(what, unlink(file));
    return 0;
  }
  int mode = strcmp(what, "append") == 0 ? O_APPEND : O_TRUNC;
  int fd = open(file, O_WRONLY | mode);
  report("open", fd < 0);
  if (fd >= 0) report("write", write(fd, "bread\n", 6) < 0);
}
