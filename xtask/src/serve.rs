//! A small static server for the built site, on this machine only.

use crate::arguments::Arguments;
use crate::site::{self, Opt};
use crate::step::{failure, Failure, Outcome};
use crate::{paths, shell};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Options of `cargo xtask serve`.
pub const OPTIONS: &str = "[--port N] [--open]";
/// The address that a newcomer reads in the README.
const PORT: u16 = 8080;
/// A page, its worker and a few shards are asked for at once.
const THREADS: usize = 4;

/// `cargo xtask serve`.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let open = arguments.flag("--open");
    let port = match arguments.value("--port")? {
        None => PORT,
        Some(text) => text.parse().map_err(|_| {
            failure(format!("--port {text} is not a port."), "give a number from 0 to 65535; 0 takes any free one.")
        })?,
    };
    arguments.finish(OPTIONS)?;
    // The port comes before the build, so that nobody waits to learn that it is taken.
    let server = Server::http(("127.0.0.1", port)).map_err(|error| no_port(port, error.as_ref()))?;
    site::build(&paths::dist(), Opt::IfKept)?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let address = format!("http://localhost:{port}/");
    println!("\nThe notebook is at {address} (stop with Ctrl-C)");
    if open {
        open_browser(&address);
    }
    answer(Arc::new(server), &paths::dist());
    Ok(())
}

fn no_port(port: u16, error: &(dyn std::error::Error + Send + Sync + 'static)) -> Failure {
    let taken = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    if taken == Some(std::io::ErrorKind::AddrInUse) {
        let what = format!("Port {port} is in use, perhaps by a server that still runs.");
        return failure(
            what,
            format!("stop that one, or choose another: `cargo xtask serve --port {}`.", port.wrapping_add(1).max(1024)),
        );
    }
    failure(format!("Port {port} cannot be opened: {error}."), "choose another one with --port N.")
}

/// A browser that does not open is no reason to stop: the address stands above.
fn open_browser(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut start = Command::new("cmd");
        start.args(["/C", "start", ""]);
        start
    } else {
        Command::new("xdg-open")
    };
    if shell::loud(command.arg(address), "").is_err() {
        println!("No browser could be opened; please open the address by hand.");
    }
}

/// Replacement of the site's service worker: while one works on the site, nothing is kept from an earlier build.
const FORGET: &str = "registration.unregister();";

/// Answers requests until the process ends.
fn answer(server: Arc<Server>, folder: &Path) {
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            let server = Arc::clone(&server);
            scope.spawn(move || {
                while let Ok(request) = server.recv() {
                    // A browser that went away before the answer is no error of ours.
                    let _ = respond(request, folder);
                }
            });
        }
    });
}

fn respond(request: Request, folder: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("Only GET and HEAD.").with_status_code(405));
    }
    let address = request.url().split(['?', '#']).next().unwrap_or("/").to_string();
    if address.ends_with("/offline.js") {
        let script = Response::from_string(FORGET).with_header(header("Content-Type", "text/javascript"));
        return request.respond(script);
    }
    let Some(mut path) = inside(folder, &address) else { return missing(request) };
    if path.is_dir() {
        if !address.ends_with('/') {
            // Relative addresses in the page need the slash.
            let there = header("Location", &format!("{address}/"));
            return request.respond(Response::empty(301).with_header(there));
        }
        path.push("index.html");
    }
    let Ok(file) = File::open(&path) else { return missing(request) };
    let length = file.metadata()?.len() as usize;
    let headers = vec![header("Content-Type", mime(&path)), header("Cache-Control", "no-cache")];
    let response = Response::new(StatusCode(200), headers, file, Some(length), None);
    // Never chunked: the page's progress bar reads Content-Length.
    request.respond(response.with_chunked_threshold(usize::MAX))
}

fn missing(request: Request) -> std::io::Result<()> {
    request.respond(Response::from_string("Not found.").with_status_code(404))
}

fn header(name: &str, value: &str) -> Header {
    let ascii = Header::from_bytes(name, value);
    ascii.unwrap_or_else(|()| Header::from_bytes("X-Unspeakable", "1").expect("plain ASCII"))
}

/// The file behind an address, or `None` if it would lie outside the folder.
fn inside(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in decode(address)?.split('/').filter(|part| !part.is_empty()) {
        let leaves = part.starts_with('.') || part.contains(['\\', ':', '\0']);
        if leaves {
            return None;
        }
        path.push(part);
    }
    Some(path)
}

/// Undoes %XX; `None` if that is not UTF-8 or not hexadecimal.
fn decode(address: &str) -> Option<String> {
    let mut parts = address.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

/// Content types by ending. Browsers refuse modules and wasm of the wrong type. A shard is sent as
/// a file of its own, never as an encoding that the browser would undo before the page sees it.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "gz" => "application/gzip",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_inside() {
        let at = |address| inside(Path::new("/site"), address);
        assert_eq!(at("/js/main.js"), Some("/site/js/main.js".into()));
        assert_eq!(at("//a%20b/"), Some("/site/a b".into()));
        for bad in
            ["/../x", "/a/%2e%2e/x", "/%2E./x", "/..%2fx", "/a\\..\\x", "/c:/x", "/%zz", "/%f", "/.git/config", "/%ff"]
        {
            assert_eq!(at(bad), None, "{bad}");
        }
    }

    #[test]
    fn types_that_browsers_insist_on() {
        let of = |name| mime(Path::new(name));
        assert_eq!(of("a.wasm"), "application/wasm");
        assert!(of("js/a.js").starts_with("text/javascript"));
        assert_eq!(of("data/mnist-0.gz"), "application/gzip");
        assert_eq!(of("unknown"), "application/octet-stream");
    }
}
