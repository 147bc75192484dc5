//! The integration tests, in one binary: a module a subject.

mod artifacts;
mod bad_sites;
mod command;
mod diagnostics;
mod exports;
mod good_sites;
mod mistakes;
mod page;
mod properties;
mod run;
mod session;
mod site;
mod syntax;
mod walls;
