(component
  (core module $nothing
    (memory (export "memory") 1)
    (func (export "zero") (result i32) (i32.const 0)))
  (core instance $n (instantiate $nothing))
  (alias core export $n "memory" (core memory $mem))
  (alias core export $n "zero" (core func $zero))

  (func $env (result (list (tuple string string)))
    (canon lift (core func $zero) (memory $mem)))
  (func $args (result (list string))
    (canon lift (core func $zero) (memory $mem)))
  (func $cwd (result (option string))
    (canon lift (core func $zero) (memory $mem)))

  (instance $e
    (export "get-environment" (func $env))
    (export "get-arguments" (func $args))
    (export "initial-cwd" (func $cwd)))
  (export "wasi:cli/environment@0.2.0" (instance $e)))
