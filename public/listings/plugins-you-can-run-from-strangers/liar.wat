;; Returns an address outside of its memory.
(module
  (import "host/v1" "memory" (memory 2))
  (func (export "alloc_v1") (param i32) (result i32) (i32.const 1024))
  (func (export "transform_v1") (param i32 i32) (result i64)
    (i64.const 0xfffffff000001000)))
