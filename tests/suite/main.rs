//! The integration tests, in one binary: a module a subject.

mod artifacts;
mod bad_sites;
mod codes;
mod command;
mod diagnostics;
mod example;
mod exports;
mod good_sites;
mod mistakes;
mod page;
mod properties;
mod rules;
mod run;
mod session;
mod site;
mod syntax;
mod walls;
