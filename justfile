# What CI runs: build, tests, formatting, lints, the site, the browser.
ci:
    tests/run

# The site of this repository, into public/.
build:
    cargo run --release -- build

# The Rust tests alone.
test:
    cargo test --release --workspace

# Compare what this tree writes and reports with what the commit BASE does.
same-output BASE:
    cargo xtask same-output {{BASE}}

# The docs as a book, into target/book.
book:
    tests/docs/build
