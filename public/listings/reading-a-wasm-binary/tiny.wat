(module $tiny
  (import "env" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "hello, bytes\n")
  (func $hello (export "hello")
    i32.const 64
    i32.const 13
    call $log)
  (func $micros (export "micros") (param $seconds i64) (result i64)
    local.get $seconds
    i64.const 1000000
    i64.mul))
