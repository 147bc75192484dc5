//! Diagnostics for the URLs that were checked, at the places that contain them.

use std::collections::BTreeSet;

use super::{ExternalLink, Limits, LinkStatus};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

/// Further places named in one message; the rest are counted.
const NAMED: usize = 3;

pub(crate) fn diagnostics(links: &[ExternalLink], answers: &[LinkStatus], limits: &Limits) -> Diagnostics {
    let all = || links.iter().zip(answers);
    let silent = |answer: &LinkStatus| matches!(answer, LinkStatus::Silent(_) | LinkStatus::Nameless);
    let asked = |answer: &LinkStatus| !matches!(answer, LinkStatus::NotAsked | LinkStatus::Private(_));
    let hosts: BTreeSet<_> =
        all().filter(|(_, answer)| silent(answer)).filter_map(|(link, _)| link.url.host_str()).collect();
    // Of several hosts none answers: it is not they that are down.
    let offline = hosts.len() > 1 && all().filter(|(_, answer)| asked(answer)).all(|(_, answer)| silent(answer));
    let mut diagnostics = Diagnostics::default();
    if offline {
        let message = format!("could not reach any of {} hosts, so their links were not checked", hosts.len());
        let diagnostic = Diagnostic::warning(Code::UncheckedLink, message);
        diagnostics.push(diagnostic.help("check the Internet connection and try again"));
    }
    let mut late: Vec<&ExternalLink> = Vec::new();
    for (link, answer) in all() {
        match answer {
            LinkStatus::NotAsked => late.push(link),
            answer if offline && silent(answer) => {}
            answer => diagnostics.extend(told(link, answer)),
        }
    }
    if let Some(first) = late.first() {
        let (links, seconds) = (late.len(), limits.total.as_secs());
        let message = if links == 1 {
            format!("the link `{}` was not checked within the limit of {seconds} seconds", first.url)
        } else {
            format!("{links} links were not checked within the limit of {seconds} seconds")
        };
        let diagnostic = Diagnostic::warning(Code::UncheckedLink, message);
        let diagnostic = placed(diagnostic, first, "the first of these links");
        diagnostics.push(diagnostic.help("increase --external-timeout (in seconds)"));
    }
    diagnostics
}

fn told(link: &ExternalLink, answer: &LinkStatus) -> Option<Diagnostic> {
    let url = &link.url;
    let host = url.host_str().unwrap_or_default();
    let label = format!("`{url}`");
    Some(match answer {
        LinkStatus::Fine | LinkStatus::NotAsked => return None,
        LinkStatus::Dead(reason) => gone(link, &format!("the link `{url}` is dead: {reason}"), &label),
        LinkStatus::Nameless => gone(link, &format!("the link `{url}` is dead: unknown host `{host}`"), &label),
        LinkStatus::Private(host) => {
            let message = format!("the link `{url}` points to the private host `{host}`, which readers cannot reach");
            let diagnostic = placed(Diagnostic::warning(Code::DeadExternalLink, message), link, &label);
            diagnostic.help("write the public URL, or remove the link")
        }
        LinkStatus::Moved(to) => {
            let message = format!("the link `{url}` has moved permanently to `{to}`");
            let mut diagnostic = placed(Diagnostic::warning(Code::MovedExternalLink, message), link, &label);
            if let Some(place) = link.places.first()
                && let Some(written) = &place.written
            {
                // What the author points to in the page stays.
                let fragment = written.split_once('#').map(|(_, fragment)| format!("#{fragment}"));
                let to = format!("{to}{}", fragment.unwrap_or_default());
                diagnostic = diagnostic.fix(place.span, to, Applicability::Unsafe);
            }
            diagnostic.help("check that the new page still has what you refer to, and update the URL")
        }
        LinkStatus::Unknown(reason) | LinkStatus::Silent(reason) => {
            let message = format!("the link `{url}` could not be checked: {reason}");
            let diagnostic = placed(Diagnostic::warning(Code::UncheckedLink, message), link, &label);
            diagnostic.help("open it in a browser; if it works there, ignore this warning")
        }
    })
}

fn gone(link: &ExternalLink, message: &str, label: &str) -> Diagnostic {
    placed(Diagnostic::warning(Code::DeadExternalLink, message), link, label)
        .help("find the new URL, link to an archived copy, for example on web.archive.org, or remove the link")
}

fn placed(diagnostic: Diagnostic, link: &ExternalLink, label: &str) -> Diagnostic {
    let mut places = link.places.iter();
    let Some(first) = places.next() else { return diagnostic };
    let mut diagnostic = diagnostic.at(first.span, label);
    for place in places.by_ref().take(NAMED) {
        diagnostic = diagnostic.also(place.span, "also used here");
    }
    match places.count() {
        0 => diagnostic,
        1 => diagnostic.help("it is used in 1 more place"),
        more => diagnostic.help(format!("it is used in {more} more places")),
    }
}
