/* A host without a runtime: wasm2c has turned guest.wasm into C. */
#include <stdio.h>
#include "guest.h"
#include "wasm-rt-impl.h"

/* The namespace "host" is a struct of the embedder's choice. */
struct Z_host_instance_t { int lines; };

void Z_hostZ_log(struct Z_host_instance_t *host, u32 value) {
  host->lines++;
  printf("  log(%u)\n", value);
}

#define TRY(name, call) do { \
  wasm_rt_trap_t trap = wasm_rt_impl_try(); \
  if (trap) printf("  %-6strap: %s\n", name, wasm_rt_strerror(trap)); \
  else printf("  %-6s%d\n", name, (int)(call)); \
} while (0)

int main(void) {
  wasm_rt_init();
  Z_guest_init_module();
  struct Z_host_instance_t host = {0};
  Z_guest_instance_t a, b;
  Z_guest_instantiate(&a, &host);
  Z_guest_instantiate(&b, &host);
  puts("two instances");
  TRY("count", Z_guestZ_count(&a));
  TRY("count", Z_guestZ_count(&a));
  TRY("count", Z_guestZ_count(&b));
  puts("limits");
  Z_guestZ_memory(&a)->max_pages = 4;
  TRY("deep", Z_guestZ_deep(&a, 100));
  TRY("deep", Z_guestZ_deep(&a, 100000000));
  TRY("grow", Z_guestZ_grow(&a, 3));
  TRY("grow", Z_guestZ_grow(&a, 1));
  puts("after a trap");
  TRY("fail", (Z_guestZ_fail(&b), 0));
  printf("  memory holds %d\n", Z_guestZ_memory(&b)->data[0]);
  TRY("count", Z_guestZ_count(&b));
  Z_guest_free(&a);
  Z_guest_free(&b);
}
