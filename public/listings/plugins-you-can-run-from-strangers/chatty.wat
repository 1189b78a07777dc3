;; Logs the text, and returns it as it is.
(module
  (import "host/v1" "memory" (memory 2))
  (import "host/v1" "log" (func $log (param i32 i32)))
  (func (export "alloc_v1") (param i32) (result i32) (i32.const 1024))
  (func (export "transform_v1") (param $p i32) (param $n i32) (result i64)
    (call $log (local.get $p) (local.get $n))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $p)) (i64.const 32))
      (i64.extend_i32_u (local.get $n)))))
