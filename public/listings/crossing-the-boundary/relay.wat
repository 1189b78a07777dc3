;; Passes on the string of another component.
(component
  (import "memo:text/source@0.1.0" (instance $source
    (export "text" (func (result string)))))
  (core module $heap
    (memory (export "memory") 1)
    (global $top (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $top)
      (global.set $top (i32.add (global.get $top) (local.get 3)))))
  (core instance $heap (instantiate $heap))
  (core func $read (canon lower (func $source "text")
    (memory $heap "memory") (realloc (func $heap "realloc"))
    string-encoding=utf8))
  (core module $main
    (import "source" "text" (func $read (param i32)))
    (func (export "text") (result i32)
      (call $read (i32.const 8))
      (i32.const 8)))
  (core instance $main (instantiate $main
    (with "source" (instance (export "text" (func $read))))))
  (func $text (result string)
    (canon lift (core func $main "text") (memory $heap "memory")
      string-encoding=utf8))
  (instance $relay (export "text" (func $text)))
  (export "memo:text/relay@0.1.0" (instance $relay)))
