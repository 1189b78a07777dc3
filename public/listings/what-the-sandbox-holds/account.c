#include <string.h>
#define EXPORT(name) __attribute__((export_name(#name)))

static int greet(void) { return 1; }
static int wipe_all(void) { return 2; }
static int pay(int cents) { return cents; }

struct user {
  char name[8];
  int is_admin;
  int (*action)(void);
};

struct user user = {"", 0, greet};
struct user root = {"root", 1, wipe_all};
int (*billing)(int) = pay;
char input[64];
const char motto[] = "constant";

EXPORT(input) char *get_input(void) { return input; }
EXPORT(motto) const char *get_motto(void) { return motto; }
EXPORT(is_admin) int is_admin(void) { return user.is_admin; }
EXPORT(act) int act(void) { return user.action(); }
EXPORT(act_root) int act_root(void) { return root.action(); }
EXPORT(charge) int charge(int cents) { return billing(cents); }
EXPORT(set_name) void set_name(void) { strcpy(user.name, input); }
EXPORT(load) int load(int *p) { return *(volatile int *)p; }
EXPORT(store) void store(int *p, int v) { *(volatile int *)p = v; }
