;; The WIT package demo:numbers@0.1.0 in its binary form:
;;   interface doubling { double: func(n: u32) -> u32; }
;;   world numbers { export doubling; }
(component
  (@custom "wit-component-encoding" "\04\00")
  (type (component
    (type (instance
      (type (func (param "n" u32) (result u32)))
      (export "double" (func (type 0)))))
    (export "demo:numbers/doubling@0.1.0" (instance (type 0)))))
  (export "doubling" (type 0))
  (type (component
    (type (component
      (type (instance
        (type (func (param "n" u32) (result u32)))
        (export "double" (func (type 0)))))
      (export "demo:numbers/doubling@0.1.0" (instance (type 0)))))
    (export "demo:numbers/numbers@0.1.0" (component (type 0)))))
  (export "numbers" (type 2)))
