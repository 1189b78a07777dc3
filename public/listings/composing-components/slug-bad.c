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

struct string {
  u8 *ptr;
  u32 len;
};
struct variable {
  struct string name, value;
};
struct environment {
  struct variable *list;
  u32 count;
};
__attribute__((import_module("wasi:cli/environment@0.2.0"),
               import_name("get-environment")))
void get_environment(struct environment *out);

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

static int is_wanted(struct string name) {
  static const u8 wanted[] = "API_KEY";
  if (name.len != sizeof wanted - 1) return 0;
  for (u32 i = 0; i < name.len; i++)
    if (name.ptr[i] != wanted[i]) return 0;
  return 1;
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
  struct environment env;
  get_environment(&env);
  for (u32 i = 0; i < env.count; i++) {
    struct variable v = env.list[i];
    if (!is_wanted(v.name)) continue;
    u8 *longer = cabi_realloc(title, n, 1, n + 1 + v.value.len);
    longer[n++] = '-';
    for (u32 j = 0; j < v.value.len; j++) longer[n++] = v.value.ptr[j];
    title = longer;
  }
  result.is_error = n == 0 || n > 80;
  if (result.is_error) result.problem = n ? TOO_LONG : EMPTY;
  else result.ptr = title, result.len = n;
  return &result;
}

EXPORT("cabi_post_memo:slug/text@0.1.0#slugify")
void slugify_done(struct result *r) { top = 0; }
