typedef unsigned char u8;
typedef unsigned int u32;
#define EXPORT(name) __attribute__((export_name(name)))

enum problem { EMPTY, TOO_LONG };
struct result {
  u8 is_error;
  union {
    struct { u8 *ptr; u32 len; };
    u8 problem;
  };
};
static struct result result;

extern u8 __heap_base;
static u32 top;

EXPORT("cabi_realloc")
void *cabi_realloc(void *old, u32 old_size, u32 align, u32 size) {
  if (top == 0) top = (u32)&__heap_base;
  u32 p = (top + align - 1) & ~(align - 1);
  u32 end = p + size, have = __builtin_wasm_memory_size(0) << 16;
  if (end > have &&
      __builtin_wasm_memory_grow(0, (end - have + 65535) >> 16) == -1ul)
    __builtin_trap();
  top = end;
  for (u32 i = 0; i < old_size && i < size; i++)
    ((u8 *)p)[i] = ((u8 *)old)[i];
  return (void *)p;
}

EXPORT("memo:slug/text@0.1.0#slugify")
struct result *slugify(u8 *title, u32 len) {
  u32 n = 0;
  for (u32 i = 0; i < len; i++) {
    u8 c = title[i];
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) title[n++] = c;
    else if (n > 0 && title[n - 1] != '-') title[n++] = '-';
  }
  if (n > 0 && title[n - 1] == '-') n--;
  result.is_error = n == 0 || n > 80;
  if (result.is_error) result.problem = n ? TOO_LONG : EMPTY;
  else result.ptr = title, result.len = n;
  return &result;
}

EXPORT("cabi_post_memo:slug/text@0.1.0#slugify")
void slugify_done(struct result *r) { top = 0; }
