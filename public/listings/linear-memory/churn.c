#include <stdlib.h>

void churn(void) {
  size_t size = 64 << 20;
  volatile char *block = malloc(size);
  for (size_t i = 0; i < size; i += 4096) block[i] = 1;
  free((void *)block);
}
