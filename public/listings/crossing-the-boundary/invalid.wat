;; Returns the bytes 61 ff 62, which are not UTF-8, as a string.
(component
  (core module $m
    (memory (export "memory") 1)
    (data (i32.const 8) "\10\00\00\00\03\00\00\00a\ffb")
    (func (export "text") (result i32) (i32.const 8)))
  (core instance $i (instantiate $m))
  (func $text (result string)
    (canon lift (core func $i "text") (memory $i "memory")))
  (instance $source (export "text" (func $text)))
  (export "memo:text/source@0.1.0" (instance $source)))
