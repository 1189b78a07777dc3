(module
  (memory (export "memory") 1 4)
  (func (export "peek") (param $addr i32) (result i32)
    (i32.load (local.get $addr)))
  (func (export "peek16") (param $addr i32) (result i32)
    (i32.load offset=16 (local.get $addr)))
  (func (export "grow") (param $pages i32) (result i32)
    (memory.grow (local.get $pages))))
