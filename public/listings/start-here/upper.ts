export function alloc(len: i32): usize {
  return heap.alloc(len);
}

export function upper(ptr: usize, len: i32): void {
  const end = ptr + len;
  for (; ptr < end; ptr++) {
    const c = load<u8>(ptr);
    if (c - 97 < 26) store<u8>(ptr, c - 32);
  }
}
