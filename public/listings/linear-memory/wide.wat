(module
  (memory (export "memory") i64 1)
  (func (export "store") (param $addr i64) (param $value i32)
    (i32.store (local.get $addr) (local.get $value)))
  (func (export "load") (param $addr i64) (result i32)
    (i32.load (local.get $addr)))
  (func (export "grow") (param $pages i64) (result i64)
    (memory.grow (local.get $pages))))
