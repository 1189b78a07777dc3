(module
  (import "host" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))

  ;; returns 1, 2, 3, and tells the host each time
  (func (export "count") (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (call $log (global.get $calls))
    (global.get $calls))

  ;; 0 + 1 + ... + (n - 1)
  (func (export "sum") (param $n i32) (result i32)
    (local $i i32) (local $s i32)
    (loop $next
      (local.set $s (i32.add (local.get $s) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $s))

  (func (export "spin") (loop $again (br $again)))

  (func $deep (export "deep") (param i32) (result i32)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 0))
      (else (i32.add (i32.const 1)
        (call $deep (i32.sub (local.get 0) (i32.const 1)))))))

  (func (export "grow") (param i32) (result i32)
    (memory.grow (local.get 0)))

  ;; writes to memory, then fails
  (func (export "fail")
    (i32.store (i32.const 0) (i32.const 7))
    unreachable))
