typedef unsigned char u8;
typedef unsigned int u32;
#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(module, name) \
  __attribute__((import_module(module), import_name(name)))

struct string {
  const char *ptr;
  u32 len;
};
struct result {
  u8 is_error;
  struct string slug;
};

IMPORT("memo:slug/text@0.1.0", "slugify")
void slugify(const char *title, u32 len, struct result *out);

static const struct string prefix = { "/posts/", 7 };
static const struct string untitled = { "/posts/untitled", 15 };
static struct string path;

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

EXPORT("memo:page/links@0.1.0#link")
const struct string *link(const char *title, u32 len) {
  struct result r;
  slugify(title, len, &r);
  if (r.is_error) return &untitled;
  path.len = prefix.len + r.slug.len;
  char *to = cabi_realloc(0, 0, 1, path.len);
  path.ptr = to;
  for (u32 i = 0; i < prefix.len; i++) *to++ = prefix.ptr[i];
  for (u32 i = 0; i < r.slug.len; i++) *to++ = r.slug.ptr[i];
  return &path;
}

EXPORT("cabi_post_memo:page/links@0.1.0#link")
void link_done(const struct string *s) { top = 0; }
