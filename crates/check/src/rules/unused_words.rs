//! Text that nothing refers to. The source language's own notes, variants, units and links are checked with its
//! text (MZ0206).

use std::collections::BTreeSet;

use crate::lint::{Check, LintRule};
use crate::words::{Used, used};
use mizan_model::{Guide, GuideWords, Site, SiteWords};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics, did_you_mean};

#[doc = include_str!("../../../../docs/diagnostics/MZ0703.md")]
pub(super) struct UnusedWords;

impl LintRule for UnusedWords {
    const CODE: Code = Code::UnusedWords;
    const CHECK: Check = Check::Site(check);
}

fn check(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let (mut units, mut sources) = (BTreeSet::new(), BTreeSet::new());
    for guide in (0..site.guides.len()).filter_map(|ix| site.guides.load(ix)) {
        let used = used(&guide);
        for words in guide.words.iter().filter(|(lang, _)| **lang != guide.source_language).map(|(_, words)| words) {
            labels(&guide, words, &used, &mut diagnostics);
        }
        units.extend(used.units.into_keys());
        sources.extend(guide.sources.keys().cloned());
    }
    people(site, &mut diagnostics);
    for words in site.words.values() {
        site_words(site, words, (&units, &sources), &mut diagnostics);
    }
    diagnostics
}

fn labels(guide: &Guide, words: &GuideWords, used: &Used, out: &mut Diagnostics) {
    let labels = &words.labels;
    let mut report = |kind: &str, id: &str, span: Span, known: Vec<&String>, there: Vec<&String>| {
        if known.iter().any(|known| *known == id) {
            return;
        }
        let diagnostic =
            UnusedWords::warning(format!("nothing in the guide `{}` refers to the {kind} `{id}`", guide.id))
                .at(span, "never used");
        let unsaid = known.into_iter().filter(|known| !there.contains(known)).map(String::as_str);
        out.push(match did_you_mean(id, unsaid) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`, which has no text in this language yet?")),
            None => diagnostic.help("remove the line: the original no longer exists"),
        });
    };
    for (id, prose) in &labels.notes {
        report("note", id, prose.span, used.notes.keys().collect(), labels.notes.keys().collect());
    }
    for (id, prose) in &labels.variants {
        report("variant", id, prose.span, used.variants.keys().collect(), labels.variants.keys().collect());
    }
    for (id, prose) in &labels.links {
        let known = used.links.keys().chain(used.named_links.keys()).collect();
        report("link", id, prose.span, known, labels.links.keys().collect());
    }
    for (id, unit) in &labels.units {
        report("unit", id, unit.span, used.units.keys().collect(), labels.units.keys().collect());
    }
}

/// The people that a guide or the site names.
fn named(site: &Site) -> BTreeSet<&str> {
    let of_guides = site
        .guides
        .interfaces()
        .iter()
        .flat_map(|guide| guide.authors.iter().chain(guide.translators.values().flatten()));
    of_guides.chain(&site.config.publisher).map(|id| id.value.as_str()).collect()
}

fn people(site: &Site, out: &mut Diagnostics) {
    let named = named(site);
    for (id, person) in site.config.people.iter().filter(|(id, _)| !named.contains(id.as_str())) {
        out.push(
            UnusedWords::warning(format!("the person `{id}` is not named in any guide and is not the publisher"))
                .at(person.span, "never shown on the site")
                .help(format!(
                    "add `{id}` to `authors` or `translators` of a guide, or set it as `publisher` in config.toml"
                ))
                .help(format!("or remove [people.{id}], and the name in content/site")),
        );
    }
}

/// `used` are the units and sources that guides refer to.
fn site_words(site: &Site, words: &SiteWords, used: (&BTreeSet<String>, &BTreeSet<String>), out: &mut Diagnostics) {
    let tags = site.guides.interfaces().iter().flat_map(|guide| &guide.tags);
    let tags: BTreeSet<&str> = tags.map(|tag| tag.value.as_str()).collect();
    let people: BTreeSet<&str> = site.config.people.keys().map(String::as_str).collect();
    let units: BTreeSet<&str> = used.0.iter().map(String::as_str).collect();
    let sources: BTreeSet<&str> = used.1.iter().map(String::as_str).collect();
    let mut report = |kind: &str, id: &str, span: Span, there: &BTreeSet<&str>, action: &str| {
        if there.contains(id) {
            return;
        }
        let diagnostic = UnusedWords::warning(format!("nothing refers to the {kind} `{id}`")).at(span, "never used");
        out.push(match did_you_mean(id, there.iter().copied()) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).help(action),
            None => diagnostic.help(action),
        });
    };
    for (id, name) in &words.tags {
        report("tag", id, name.span, &tags, "add the tag to `tags` in the guide.toml of a guide, or remove the line");
    }
    for (id, name) in &words.people {
        report("person", id, name.span, &people, "add the person to [people] of config.toml, or remove the line");
    }
    for (id, unit) in &words.units {
        report("unit", id, unit.span, &units, "remove the unit, or use it in a feature");
    }
    for (id, source) in &words.sources {
        let spans = [&source.title, &source.author, &source.publisher];
        let Some(span) = spans.into_iter().flatten().map(|prose| prose.span).next() else { continue };
        report("source", id, span, &sources, "remove the text, or list the source under [sources] of a guide");
    }
}
