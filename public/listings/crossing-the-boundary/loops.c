typedef unsigned int u32;
#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_name(name), \
  import_module("memo:probe/probe@0.1.0")))

IMPORT("add")
u32 add(u32 a, u32 b);

IMPORT("size")
u32 size(const char *ptr, u32 len);

static char text[65536];

EXPORT("memo:loops/repeat@0.1.0#add")
u32 repeat_add(u32 times) {
  u32 sum = 0;
  for (u32 i = 0; i < times; i++) sum = add(sum, 1);
  return sum;
}

EXPORT("memo:loops/repeat@0.1.0#size")
u32 repeat_size(u32 times, u32 length) {
  u32 sum = 0;
  for (u32 i = 0; i < times; i++) sum += size(text, length);
  return sum;
}
