typedef unsigned char u8;
typedef unsigned int u32;
#define EXPORT(name) __attribute__((export_name(name)))

struct string {
  const char *ptr;
  u32 len;
};

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

EXPORT("memo:probe/probe@0.1.0#add")
u32 add(u32 a, u32 b) { return a + b; }

EXPORT("memo:probe/probe@0.1.0#size")
u32 size(const char *ptr, u32 len) { return len; }

EXPORT("memo:probe/probe@0.1.0#sizes")
u32 sizes(const struct string *list, u32 count) {
  u32 sum = 0;
  for (u32 i = 0; i < count; i++) sum += list[i].len;
  return sum;
}

EXPORT("cabi_post_memo:probe/probe@0.1.0#size")
void size_done(u32 result) { top = 0; }

EXPORT("cabi_post_memo:probe/probe@0.1.0#sizes")
void sizes_done(u32 result) { top = 0; }
