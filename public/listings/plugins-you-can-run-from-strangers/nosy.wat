;; Imports what no host offers.
(module
  (import "host/v1" "memory" (memory 2))
  (import "host/v1" "fetch" (func (param i32 i32) (result i32)))
  (func (export "alloc_v1") (param i32) (result i32) (i32.const 1024))
  (func (export "transform_v1") (param i32 i32) (result i64) (i64.const 0)))
