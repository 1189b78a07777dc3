(component
  (core module $m
    (func (export "micros") (param i64) (result i64)
      local.get 0
      i64.const 1000000
      i64.mul))
  (core instance $i (instantiate $m))
  (func (export "micros") (param "seconds" s64) (result s64)
    (canon lift (core func $i "micros"))))
