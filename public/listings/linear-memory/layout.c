int limit = 42;                    /* static data */

int recurse(int n) {               /* 16 KiB of stack per call */
  char frame[16384];
  for (int i = 0; i < 16384; i++) frame[i] = 7;
  return n > 1 ? recurse(n - 1) + frame[n] : frame[n];
}
int get_limit(void) { return limit; }
