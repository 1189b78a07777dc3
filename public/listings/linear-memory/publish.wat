(module
  (memory $private 1)
  (memory $public (export "public") 1)
  (data (memory $private) (i32.const 0) "secret bytes")

  ;; Copies len bytes from the private memory to the start of the public one.
  (func (export "publish") (param $from i32) (param $len i32)
    (memory.copy $public $private
      (i32.const 0) (local.get $from) (local.get $len))))
