//! Output of the program: it may go to a reader who has seen enough, or to a disk that is full.

use std::fmt::Arguments;
use std::io::{stdout, Error, ErrorKind, Write};
use std::process::exit;

/// Macro like the standard library's, except that a line that cannot be written is no bug of the program.
macro_rules! println {
    () => { $crate::out::line(format_args!("")) };
    ($($text:tt)*) => { $crate::out::line(format_args!($($text)*)) };
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

fn end(error: &Error) -> ! {
    if error.kind() == ErrorKind::BrokenPipe {
        exit(UNREAD);
    }
    eprintln!("The output cannot be written ({error}). Make room, or send it elsewhere.");
    exit(UNWRITTEN);
}
