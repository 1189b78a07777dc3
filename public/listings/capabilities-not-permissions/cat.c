#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    char buf[64];
    int fd = open(argv[i], O_RDONLY);
    if (fd < 0) {
      printf("%-18s errno %d: %s\n", argv[i], errno, strerror(errno));
      continue;
    }
    printf("%-18s %d bytes\n", argv[i], (int)read(fd, buf, sizeof buf));
    close(fd);
  }
}
