#define N 2000000
static unsigned char prime[N];

/* How many primes there are below two million. */
__attribute__((export_name("sieve"))) int sieve(void) {
  int count = 0;
  for (int i = 2; i < N; i++) prime[i] = 1;
  for (int i = 2; i * i < N; i++)
    if (prime[i])
      for (int j = i * i; j < N; j += i) prime[j] = 0;
  for (int i = 2; i < N; i++) count += prime[i];
  return count;
}
