//! The integration tests, in one binary: a module a subject.

mod bad_sites;
mod diagnostics;
mod exports;
mod properties;
mod site;
mod syntax;
mod walls;
