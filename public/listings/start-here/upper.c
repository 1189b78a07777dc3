static unsigned char buffer[256];

unsigned char *alloc(int len) {
  return len <= (int)sizeof buffer ? buffer : 0;
}

void upper(unsigned char *p, int len) {
  for (unsigned char *end = p + len; p < end; p++)
    if (*p >= 'a' && *p <= 'z') *p -= 32;
}
