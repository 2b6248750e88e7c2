//! Memory that is not there: a sentence and a status, where the standard library would only abort.
#![allow(unsafe_code)] // Only here: an allocator is unsafe by its trait.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::process::exit;

/// The system's allocator, which says what is missing.
pub struct Told;

/// The status if the machine cannot give what is needed.
const UNMET: i32 = 1;

// SAFETY: everything is handed on to the system's allocator, and what it answers is handed back.
unsafe impl GlobalAlloc for Told {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        there(unsafe { System.alloc(layout) }, layout.size())
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        there(unsafe { System.alloc_zeroed(layout) }, layout.size())
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as the caller promises.
        there(unsafe { System.realloc(at, layout, size) }, size)
    }
}

fn there(at: *mut u8, size: usize) -> *mut u8 {
    if at.is_null() {
        missing(size);
    }
    at
}

#[cold]
fn missing(size: usize) -> ! {
    let mut error = std::io::stderr();
    let _ = writeln!(
        error,
        "This needs {} MB more than there is memory for. Use smaller layers (--hidden), fewer images or a smaller batch.",
        (size >> 20).max(1)
    );
    exit(UNMET);
}
