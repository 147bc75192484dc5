# Run everything that CI runs: build, tests, formatting, lints, the site, the browser.
ci:
    tests/run

# Build the site of this repository into public/.
build:
    cargo run --release -- build

# Run only the Rust tests.
test:
    cargo test --release --workspace

# Compare the output and diagnostics of the working tree with those of the commit BASE.
same-output BASE:
    cargo xtask same-output {{BASE}}

# Build the docs as a book into target/book.
book:
    tests/docs/build
