#include <stdio.h>
#include <string.h>
#include <wasi/api.h>

/* Asks the host, without the libc's search for a preopen. */
static void path_open(int dir, const char *path) {
  __wasi_fd_t fd;
  __wasi_errno_t error =
      __wasi_path_open(dir, 0, path, 0, __WASI_RIGHTS_FD_READ, 0, 0, &fd);
  printf("path_open(%d, \"%s\") = %d, %s\n", dir, path, error,
         strerror(error));
}

int main(void) {
  path_open(3, "list.txt");
  path_open(3, "/etc/passwd");
  path_open(7, "list.txt");
}
