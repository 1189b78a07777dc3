;; Brings a second memory, which no maximum of the host bounds.
(module
  (import "host/v1" "memory" (memory 2))
  (memory $own 1)
  (func (export "alloc_v1") (param i32) (result i32) (i32.const 1024))
  (func (export "transform_v1") (param i32 i32) (result i64) (i64.const 0)))
