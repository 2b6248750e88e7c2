//! Memory that begins where vectors do. WebAssembly's own allocator promises multiples of eight bytes, so that every fourth
//! vector of sixteen could lie across two lines of the cache, or not, by chance: the same step took up to a tenth longer.

#![allow(unsafe_code)] // The one place: an allocator cannot be written without.

use std::alloc::{GlobalAlloc, Layout, System};

/// Bytes of a vector of simd128.
const VECTOR: usize = 16;
/// Bytes from which on memory is taken to be a matrix.
const LARGE: usize = 256;

/// The system's allocator, with whatever is large at a multiple of 16 bytes.
pub struct Aligned;

// SAFETY: every call is the system's with a layout that `widened` makes, the same one for the same memory. Reallocating and
// zeroing are left to the trait, which does both by these two.
unsafe impl GlobalAlloc for Aligned {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        System.alloc(widened(layout))
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        System.dealloc(memory, widened(layout));
    }
}

/// The same size, at a multiple of 16 bytes or more if it is large.
fn widened(layout: Layout) -> Layout {
    if layout.size() < LARGE {
        return layout;
    }
    // A size that has no room for the wider step is as impossible to get with the narrow one.
    layout.align_to(VECTOR).unwrap_or(layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(size: usize, align: usize) -> Layout {
        Layout::from_size_align(size, align).expect("a layout")
    }

    #[test]
    fn what_is_large_begins_where_a_vector_does_and_keeps_its_size() {
        for size in [LARGE, LARGE + 1, 784 * 500 * 4] {
            assert_eq!(widened(layout(size, 4)), layout(size, VECTOR), "{size} bytes");
            assert_eq!(widened(layout(size, 64)), layout(size, 64), "{size} bytes");
        }
        for small in [layout(0, 1), layout(LARGE - 1, 8)] {
            assert_eq!(widened(small), small);
        }
    }

    #[test]
    fn memory_can_be_written_grown_and_given_back() {
        for size in [1, LARGE - 1, LARGE, 100_000] {
            let (before, after) = (layout(size, 4), layout(3 * size, 4));
            // SAFETY: sizes are not 0, memory is written within its size and given back once, with the size it has.
            unsafe {
                let memory = Aligned.alloc_zeroed(before);
                assert_eq!(std::slice::from_raw_parts(memory, size).iter().max(), Some(&0));
                memory.write_bytes(7, size);
                let memory = Aligned.realloc(memory, before, after.size());
                assert_eq!(std::slice::from_raw_parts(memory, size).iter().min(), Some(&7));
                assert_eq!(memory as usize % widened(after).align(), 0);
                Aligned.dealloc(memory, after);
            }
        }
    }
}
