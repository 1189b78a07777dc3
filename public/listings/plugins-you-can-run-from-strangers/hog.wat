;; Allocates until it cannot.
(module
  (import "host/v1" "memory" (memory 2))
  (func (export "alloc_v1") (param i32) (result i32) (i32.const 1024))
  (func (export "transform_v1") (param i32 i32) (result i64)
    (loop $again
      (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    unreachable))
