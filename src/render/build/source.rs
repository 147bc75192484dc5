//! The sources of a guide, numbered, and the claims that rest on them.

use super::label::Words;
use super::pen::{Pen, number};
use crate::model::{Citation, Guide, Origin, Prose, Rich, Said, Source, SourceWords, Statement, Value};
use crate::output::data::SourceData;
use crate::render::view::{CitationView, Html, SourceView};

/// From 1, in the order of guide.toml; plain URLs stand after those.
pub fn number_of(guide: &Guide, id: &str) -> Option<u32> {
    guide.sources.get_index_of(id).and_then(|ix| u32::try_from(ix + 1).ok())
}

/// The sources of a statement as numbers.
pub fn citations(pen: &Pen<'_>, words: &Words<'_>, citations: &[Citation]) -> Vec<CitationView> {
    let guide = words.guide;
    citations
        .iter()
        .filter_map(|citation| {
            let number = number_of(guide, &citation.source)?;
            let source = guide.sources.get(&citation.source)?;
            let url = source.url.as_deref();
            let title = source_title(pen, words, &citation.source, source);
            Some(CitationView {
                number,
                href: format!("#_source-{number}"),
                title: title.html,
                dir: title.lang.as_deref().map(|lang| super::pen::direction_of(lang).as_str()),
                lang: title.lang,
                place: citation.place.as_deref().map(shown_place),
                url: citation.place.as_deref().and_then(|place| Some(at_place(url?, place))),
            })
        })
        .collect()
}

/// `section-4.2` is § 4.2, as fragments of the RFC Editor and many others have it; anything else stands
/// as it is.
fn shown_place(place: &str) -> String {
    let number = ["section-", "sec-", "s-"].iter().find_map(|prefix| place.strip_prefix(prefix));
    match number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit())) {
        Some(number) => format!("§\u{a0}{number}"),
        None => place.to_owned(),
    }
}

/// The URL of a place in a source; a fragment that the source's own URL has makes way for it.
pub fn at_place(url: &str, place: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) => {
            url.set_fragment(Some(place));
            url.into()
        }
        Err(_) => url.to_owned(),
    }
}

/// How many claims name each source themselves, and how many by default; in the sources' order.
/// A cell that repeats its parent's word makes no claim of its own.
pub fn counts(guide: &Guide) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0); guide.sources.len()];
    let cells = guide.tiers.iter().flat_map(|tier| tier.cells.iter().flatten());
    for cell in cells.chain(guide.stats.iter().map(|stat| &stat.cell)) {
        if matches!(cell.origin, Origin::Parent(_)) {
            continue;
        }
        for statement in &cell.statements {
            for citation in &statement.sources {
                if let Some(count) = guide.sources.get_index_of(&citation.source).and_then(|ix| counts.get_mut(ix)) {
                    if statement.sources_inherited { count.1 += 1 } else { count.0 += 1 }
                }
            }
        }
    }
    counts
}

/// The number of the one source that every claim of the table rests on, as a whole. That something is
/// not known is no claim, and a cell that repeats its parent's word makes none of its own.
pub fn only_source(guide: &Guide) -> Option<u32> {
    let cells = guide.tiers.iter().flat_map(|tier| &tier.cells).flatten();
    let mut claims = cells
        .filter(|cell| !matches!(cell.origin, Origin::Parent(_)))
        .flat_map(|cell| &cell.statements)
        .filter(|statement| statement.value != Value::Unknown)
        .peekable();
    let first = claims.peek()?.sources.first()?.source.as_str();
    let rests = |statement: &Statement| matches!(statement.sources.as_slice(), [one] if one.source == first && one.place.is_none());
    claims.all(rests).then(|| number_of(guide, first))?
}

/// The list of sources.
pub fn views(pen: &Pen<'_>, words: &Words<'_>) -> Vec<SourceView> {
    let guide = words.guide;
    guide
        .sources
        .iter()
        .zip(counts(guide))
        .enumerate()
        .map(|(ix, ((id, source), (own, inherited)))| view(pen, words, id, source, ix, own, inherited))
        .collect()
}

fn view(
    pen: &Pen<'_>,
    words: &Words<'_>,
    id: &str,
    source: &Source,
    ix: usize,
    own: u32,
    inherited: u32,
) -> SourceView {
    let host = source.url.as_deref().and_then(host_of);
    let part = |pick: fn(&SourceWords) -> Option<&Prose>, fact: &Option<String>| {
        if let Some(said) = said_of(pen, words, id, pick) {
            return Some(Html::from(&pen.name(said)));
        }
        fact.as_deref().map(|text| own_words(pen, source, text))
    };
    let title = source_title(pen, words, id, source);
    SourceView {
        id: id.to_owned(),
        number: u32::try_from(ix + 1).unwrap_or(u32::MAX),
        title: title.html,
        lang: title.lang.clone(),
        dir: title.lang.as_deref().map(|lang| super::pen::direction_of(lang).as_str()),
        author: part(|words| words.author.as_ref(), &source.author),
        publisher: part(|words| words.publisher.as_ref(), &source.publisher),
        url: source.url.clone(),
        host,
        accessed: source.accessed.map(|date| pen.date(date)),
        archived: source.archived.clone(),
        own,
        inherited,
        supports: pen.html(&supports(pen, own, inherited)),
    }
}

/// The sources without markup, for data.
pub fn bare(pen: &Pen<'_>, words: &Words<'_>) -> Vec<SourceData> {
    let text = |id: &str, pick: fn(&SourceWords) -> Option<&Prose>, fact: &Option<String>| {
        said_of(pen, words, id, pick).map(|said| pen.name(said).text).or_else(|| fact.clone())
    };
    let sources = words.guide.sources.iter();
    sources
        .map(|(id, source)| SourceData {
            id: id.clone(),
            title: text(id, |words| words.title.as_ref(), &source.title),
            author: text(id, |words| words.author.as_ref(), &source.author),
            publisher: text(id, |words| words.publisher.as_ref(), &source.publisher),
            lang: source.lang.clone(),
            url: source.url.clone(),
            accessed: source.accessed,
            archived: source.archived.clone(),
        })
        .collect()
}

struct Title {
    html: Html,
    lang: Option<String>,
}

/// A title in the page's language has no `lang` of its own; one from the facts has the source's.
fn source_title(pen: &Pen<'_>, words: &Words<'_>, id: &str, source: &Source) -> Title {
    if let Some(said) = said_of(pen, words, id, |words| words.title.as_ref()) {
        return Title { html: (&pen.name(said)).into(), lang: None };
    }
    match (&source.title, &source.url) {
        (Some(title), _) => {
            let lang = source.lang.clone().filter(|lang| lang != pen.id_of(pen.lang));
            let html = match &lang {
                Some(lang) => pen.html_in(lang, title),
                None => own_words(pen, source, title),
            };
            Title { html, lang }
        }
        (None, Some(url)) => Title { html: pen.html(&pen.literal(&shown_url(url))), lang: None },
        (None, None) => Title { html: pen.html(&pen.literal(id)), lang: None },
    }
}

/// The guide's words for a source, else the site's, else those of the guide's source language.
fn said_of<'a>(
    pen: &Pen<'a>,
    words: &Words<'a>,
    id: &str,
    pick: impl Fn(&'a SourceWords) -> Option<&'a Prose>,
) -> Option<Said<'a, Prose>> {
    let site = pen.press.site;
    [words.lang, words.guide.source_language].into_iter().find_map(|lang| {
        let own = words.guide.words.get(&lang).and_then(|words| pick(words.labels.sources.get(id)?));
        let what = own.or_else(|| pick(site.words.get(&lang)?.sources.get(id)?))?;
        Some(Said { what, lang })
    })
}

/// What the facts say of a source, in the source's language.
fn own_words(pen: &Pen<'_>, source: &Source, text: &str) -> Html {
    match &source.lang {
        Some(lang) if lang != pen.id_of(pen.lang) => {
            pen.html(&Rich { runs: vec![crate::model::Run::Foreign { lang: lang.clone(), text: text.to_owned() }] })
        }
        Some(_) => pen.html(&Rich::words(text)),
        None => pen.html(&pen.literal(text)),
    }
}

fn supports(pen: &Pen<'_>, own: u32, inherited: u32) -> Rich {
    if (own, inherited) == (0, 0) {
        return pen.message("source.supports_nothing", &[]);
    }
    let said = [("source.supports", own), ("source.supports_default", inherited)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| pen.message(key, &[("n", number(n))]));
    pen.sentences(said)
}

/// The host of a URL without `www.`.
pub fn host_of(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// A URL as people read it.
fn shown_url(url: &str) -> String {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://");
    shown.trim_end_matches('/').to_owned()
}
