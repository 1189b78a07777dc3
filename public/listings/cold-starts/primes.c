enum { N = 5000000 };
static unsigned char composite[N / 8 + 1];

__attribute__((export_name("wizer-initialize")))
void init(void) {
  for (int i = 2; (long long)i * i < N; i++)
    if (!(composite[i / 8] & (1 << (i % 8))))
      for (int j = i * i; j < N; j += i)
        composite[j / 8] |= 1 << (j % 8);
}

__attribute__((export_name("is_prime")))
int is_prime(int n) {
  return n > 1 && n < N && !(composite[n / 8] & (1 << (n % 8)));
}
