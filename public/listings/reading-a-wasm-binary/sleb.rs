fn s32(bytes: &[u8]) -> Option<(i32, usize)> {
    let mut value = 0i32;
    for (i, &byte) in bytes.iter().take(5).enumerate() {
        value |= i32::from(byte & 0x7f) << (7 * i);
        if byte < 0x80 {
            let unused = 32u32.saturating_sub(7 * (i as u32 + 1));
            return Some((value << unused >> unused, i + 1));
        }
    }
    None
}

fn main() {
    println!("{:?}", s32(&[0x40]));
    println!("{:?}", s32(&[0xc0, 0x00]));
    println!("{:?}", s32(&[0xc0, 0x84, 0x3d]));
    println!("{:?}", s32(&[0x7f]));
}
