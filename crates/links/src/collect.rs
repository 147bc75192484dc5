//! Every URL outside the site, with the places that contain it.

use std::collections::BTreeMap;

use super::{ExternalLink, LinkPlace};
use mizan_model::value::Value;
use mizan_model::{Guide, GuideWords, MenuEntry, Prose, Site};
use mizan_source::{SourceId, SourceMap, Span};

/// The `http` and `https` URLs of a site, each once, sorted: of sources and their copies, tiers,
/// features, people, menus, cells and prose. What is under `base_url` is the site itself.
pub fn links(site: &Site, sources: &SourceMap, drafts: bool) -> Vec<ExternalLink> {
    let mut found = LinkCollector { sources, base: site.config.base_url.as_str(), links: BTreeMap::new() };
    if let Some(config) = sources.find("config.toml") {
        for person in site.config.people.values() {
            found.fact(person.url.as_deref(), config, person.span);
        }
    }
    for words in site.words.values() {
        words.footer.iter().for_each(|footer| found.prose(footer));
        for entry in &words.menu {
            if let MenuEntry::Link { url, .. } = entry {
                let written = url.verbatim.then(|| url.text.clone());
                found.add(&url.text, LinkPlace { span: url.span, written });
            }
        }
    }
    for page in site.pages.values().flat_map(|page| page.values()).filter(|page| drafts || !page.draft) {
        found.prose(&page.body);
    }
    for guide in site.guides.iter().filter(|guide| drafts || !guide.draft) {
        found.facts(guide);
        for words in guide.words.values().filter(|words| drafts || !words.draft) {
            found.words(words);
        }
    }
    let order = |place: &LinkPlace| (sources.path(place.span.source).to_owned(), place.span.start);
    let mut links: Vec<ExternalLink> = found.links.into_values().collect();
    for link in &mut links {
        link.places.sort_by_cached_key(order);
        link.places.dedup_by_key(|place| place.span);
    }
    links
}

struct LinkCollector<'a> {
    sources: &'a SourceMap,
    base: &'a str,
    /// By URL without fragment.
    links: BTreeMap<String, ExternalLink>,
}

impl LinkCollector<'_> {
    fn add(&mut self, address: &str, place: LinkPlace) {
        let Ok(mut url) = url::Url::parse(address) else { return };
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") || url.as_str().starts_with(self.base) {
            return;
        }
        let known = self.links.entry(url.as_str().to_owned());
        known.or_insert_with(|| ExternalLink { url, places: Vec::new() }).places.push(place);
    }

    /// A URL among facts. Its place is searched for from `near` on, which is what the URL belongs to.
    fn fact(&mut self, address: Option<&str>, file: SourceId, near: Span) {
        let Some(address) = address else { return };
        let text = self.sources.file(file).text().unwrap_or_default();
        let from = if near.source == file { near.range().start.min(text.len()) } else { 0 };
        let quoted = |text: &str| text.find(&format!("\"{address}\"")).or_else(|| text.find(&format!("'{address}'")));
        let after = text.get(from..).and_then(quoted).map(|at| from + at);
        self.add(
            address,
            match after.or_else(|| quoted(text)) {
                Some(at) => LinkPlace {
                    span: Span::new(file, at + 1..at + 1 + address.len()),
                    written: Some(address.to_owned()),
                },
                None => LinkPlace { span: near, written: None },
            },
        );
    }

    fn prose(&mut self, prose: &Prose) {
        for (address, span, exact) in mizan_markdown::outside_links(prose) {
            let written = exact.then(|| address.clone());
            self.add(&address, LinkPlace { span, written });
        }
    }

    fn facts(&mut self, guide: &Guide) {
        let cells = guide.cells();
        let statements: Vec<_> = cells
            .chain(guide.stats.iter().map(|stat| &stat.cell))
            .filter(|cell| cell.origin == mizan_model::Origin::Own)
            .flat_map(|cell| &cell.statements)
            .collect();
        for (id, source) in &guide.sources {
            match source.span {
                Some(span) => {
                    self.fact(source.url.as_deref(), guide.file, span);
                    self.fact(source.archived.as_deref(), guide.file, span);
                }
                // A plain URL in a cell: each citation of it is a place.
                None => {
                    let cited = statements.iter().flat_map(|statement| &statement.sources);
                    for citation in cited.filter(|citation| citation.source == *id) {
                        self.fact(source.url.as_deref(), citation.span.source, citation.span);
                    }
                }
            }
        }
        for feature in &guide.features {
            self.fact(feature.url.as_deref(), guide.file, feature.span);
        }
        for tier in &guide.tiers {
            if let Some(file) = tier.file {
                self.fact(tier.url.as_deref(), file, Span::new(file, 0..0));
                tier.links.iter().for_each(|link| self.fact(Some(&link.url), file, link.span));
            }
        }
        for statement in statements {
            if let Value::Link(link) = &statement.value {
                self.fact(Some(&link.url), statement.span.source, statement.span);
            }
        }
    }

    /// Whatever is inline Markdown or Markdown.
    fn words(&mut self, words: &GuideWords) {
        words.verdict.iter().for_each(|prose| self.prose(prose));
        self.prose(&words.body);
        words.labels.notes.values().for_each(|prose| self.prose(prose));
        words.labels.features.values().filter_map(|feature| feature.help.as_ref()).for_each(|prose| self.prose(prose));
        for tier in words.tiers.iter().flatten() {
            let inline = tier.tagline.iter().chain(&tier.audience).chain(&tier.pros).chain(&tier.cons);
            inline.chain(tier.text.values()).chain(tier.notes.values()).for_each(|prose| self.prose(prose));
            self.prose(&tier.body);
        }
    }
}
