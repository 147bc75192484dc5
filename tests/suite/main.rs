//! The integration tests, in one binary: a module a subject.

mod artifacts;
mod bad_sites;
mod check;
mod codes;
mod command;
mod commands;
mod damage;
mod diagnostics;
mod example;
mod exports;
mod external;
mod fixing;
mod good_sites;
mod languages;
mod mistakes;
mod page;
mod properties;
mod rules;
mod run;
mod scaffold;
mod schemas;
mod session;
mod site;
mod slips;
mod syntax;
mod walls;
