//! Output of the program: it may go to a reader who has seen enough, or to a disk that is full.

use std::fmt::Arguments;
use std::io::{stderr, stdout, Error, ErrorKind, Write};
use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};

/// Macro like the standard library's, except that a line that cannot be written is no bug of the program.
macro_rules! println {
    () => { $crate::out::line(format_args!("")) };
    ($($text:tt)*) => { $crate::out::line(format_args!($($text)*)) };
}

/// Macro like the standard library's, except that nobody's listening to errors is no bug either.
macro_rules! eprintln {
    ($($text:tt)*) => { $crate::out::aside(format_args!($($text)*)) };
}

/// As `eprintln!`, for what is no error: silent under --quiet.
macro_rules! note {
    ($($text:tt)*) => { if !$crate::out::quiet() { eprintln!($($text)*) } };
}

static QUIET: AtomicBool = AtomicBool::new(false);

/// Says nothing from now on but results and errors.
pub fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// True if only results and errors are printed.
pub fn quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// The status of a program whose output nobody reads any more, as shells know it.
const UNREAD: i32 = 141;
/// The status if the output could not be written.
const UNWRITTEN: i32 = 1;

/// Prints a line, or ends the program: quietly if nobody reads it any more, otherwise with a sentence.
pub fn line(text: Arguments) {
    let mut out = stdout().lock();
    let done = out.write_fmt(text).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    if let Err(error) = done {
        end(&error);
    }
}

/// Says a line beside the results. Where it cannot be said, results and status still tell what happened.
pub fn aside(text: Arguments) {
    let mut err = stderr().lock();
    let _ = err.write_fmt(text).and_then(|()| err.write_all(b"\n"));
}

fn end(error: &Error) -> ! {
    if error.kind() == ErrorKind::BrokenPipe {
        exit(UNREAD);
    }
    eprintln!("The output cannot be written ({error}). Make room, or send it elsewhere.");
    exit(UNWRITTEN);
}
