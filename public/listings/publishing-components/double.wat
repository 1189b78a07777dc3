(component
  (core module $Double
    (func (export "double") (param i32) (result i32)
      (i32.shl (local.get 0) (i32.const 1))))
  (core instance $double (instantiate $Double))
  (func (export "double") (param "n" u32) (result u32)
    (canon lift (core func $double "double"))))
