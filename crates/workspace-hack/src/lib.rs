//! See Cargo.toml: this crate has no code.
