//! A site that is about to be published under the URL of the starter.

use crate::lint::{Check, FileInput, LintRule};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0734.md")]
pub(super) struct ExampleUrl;

impl LintRule for ExampleUrl {
    const CODE: Code = Code::ExampleUrl;
    const CHECK: Check = Check::File(check);
    const BEFORE_PUBLISHING: bool = true;
}

fn check(FileInput { config, path, file, text, .. }: &FileInput<'_>) -> Diagnostics {
    let url = &config.base_url;
    let host = url.host_str().unwrap_or_default();
    // With a path, somebody chose it: for a test, or an example.
    let is_example = url.path() == "/" && matches!(host, "example.org" | "example.com" | "example.net");
    let is_local = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    if *path != "config.toml" || !is_example && !is_local {
        return Diagnostics::default();
    }
    let message = match is_local {
        true => format!("`base_url` is the local address `{host}`"),
        false => format!("`base_url` is the example address `{host}`"),
    };
    let line = text.lines().find(|line| line.trim_start().starts_with("base_url")).unwrap_or_default();
    let start = (line.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let value = line.find('"').and_then(|open| Some(open + 1..open + 1 + line[open + 1..].find('"')?));
    let place = value.unwrap_or(0..line.len());
    let diagnostic = ExampleUrl::warning(message)
        .at(Span::new(*file, start + place.start..start + place.end), "links, feeds and sitemaps would lead there")
        .help("write the URL that the site is published under, for example `https://www.my-guides.net/`");
    Diagnostics::from(vec![diagnostic])
}
