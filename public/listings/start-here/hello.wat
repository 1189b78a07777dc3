(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "hello from WASI\n")

  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 8))   ;; iovec: address
    (i32.store (i32.const 4) (i32.const 16))  ;; iovec: length
    (drop (call $fd_write
      (i32.const 1)      ;; fd 1, standard output
      (i32.const 0)      ;; address of the iovec
      (i32.const 1)      ;; how many
      (i32.const 24))))) ;; where to store the bytes written
