// A host with WABT's interpreter: one store for each guest, imports by name,
// limits on stack and memory, and a budget of instructions.
// Thread::PushCall and PushValues are private in WABT 1.0.32, and nothing
// public runs a call step by step.
#define private public
#include "wabt/interp/interp.h"
#undef private
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include "wabt/binary-reader.h"
#include "wabt/interp/binary-reader-interp.h"

using namespace wabt;
using namespace wabt::interp;

struct Guest {
  Store store;
  Module::Ptr module;
  Instance::Ptr instance;

  explicit Guest(const std::vector<u8>& wasm) {
    ModuleDesc desc;
    Errors errors;
    if (Failed(ReadBinaryInterp("guest.wasm", wasm.data(), wasm.size(),
                                ReadBinaryOptions(), &errors, &desc)))
      stop(errors[0].message);
    for (auto& memory : desc.memories) {
      auto initial = memory.type.limits.initial;
      if (initial > 16) stop("too much memory");
      memory.type.limits = Limits(initial, 16);
    }
    module = Module::New(store, desc);

    RefVec imports;
    for (auto& import : module->desc().imports) {
      std::string name = import.type.module + "." + import.type.name;
      if (name != "host.log") stop("not linked: " + name);
      auto& type = *cast<FuncType>(import.type.type.get());
      imports.push_back(HostFunc::New(store, type, log)->self());
    }
    Trap::Ptr trap;
    instance = Instance::Instantiate(store, module.ref(), imports, &trap);
    if (!instance) stop(trap->message());
  }

  static Result log(Thread&, const Values& in, Values&, Trap::Ptr*) {
    printf("  log(%u)\n", in[0].Get<u32>());
    return Result::Ok;
  }

  static void stop(const std::string& why) {
    puts(why.c_str());
    exit(1);
  }

  template <class T> typename T::Ptr get(const char* name) {
    auto& exports = module->desc().exports;
    for (size_t i = 0; i < exports.size(); i++)
      if (exports[i].type.name == name)
        return store.UnsafeGet<T>(instance->exports()[i]);
    stop(std::string("no export ") + name);
    return {};
  }

  void call(const char* name, Values params, int budget) {
    auto function = get<DefinedFunc>(name);
    Thread thread(store);
    Trap::Ptr trap;
    thread.PushValues(function->type().params, params);
    thread.PushCall(*function, &trap);
    int spent = 0;
    RunResult result = RunResult::Ok;
    while (result == RunResult::Ok && spent < budget) {
      result = thread.Run(1000, &trap);
      spent += 1000;
    }
    printf("  %-6s", name);
    if (result == RunResult::Trap) {
      printf("trap: %s\n", trap->message().c_str());
    } else if (result == RunResult::Ok) {
      printf("stopped after %d instructions\n", spent);
    } else {
      Values values;
      thread.PopValues(function->type().results, &values);
      printf("%d\n", values[0].Get<s32>());
    }
  }
};

int main() {
  std::ifstream in("guest.wasm", std::ios::binary);
  std::vector<u8> wasm((std::istreambuf_iterator<char>(in)), {});
  Guest a(wasm), b(wasm);
  puts("two stores");
  a.call("count", {}, 1000000);
  a.call("count", {}, 1000000);
  b.call("count", {}, 1000000);
  puts("limits");
  a.call("sum", {Value::Make(1000u)}, 1000000);
  a.call("sum", {Value::Make(1000000u)}, 1000000);
  a.call("spin", {}, 1000000);
  a.call("deep", {Value::Make(100u)}, 1000000);
  a.call("deep", {Value::Make(10000u)}, 1000000);
  a.call("grow", {Value::Make(15u)}, 1000);
  a.call("grow", {Value::Make(1u)}, 1000);
  puts("after a trap");
  b.call("fail", {}, 1000);
  u32 word = 0;
  b.get<Memory>("memory")->Load(0, 0, &word);
  printf("  memory holds %u\n", word);
  b.call("count", {}, 1000);
}
