//! The sources of a guide, numbered, and the claims that cite them.

use std::collections::BTreeSet;

use super::label::Words;
use super::page_context::{PageContext, number, rich};
use crate::view::{CitationView, FeatureView, Html, Shared, SourceView};
use mizan_export::data::SourceData;
use mizan_model::host::shown_host;
use mizan_model::{
    Citation, FeatureIx, Guide, IndexVec, Localized, Origin, Prose, Run, Source, SourceWords, Statement, StyledText,
    TierIx, Value,
};

/// From 1, in the order of guide.toml; plain URLs come after those.
pub(super) fn number_of(guide: &Guide, id: &str) -> Option<u32> {
    guide.sources.get_index_of(id).and_then(|ix| u32::try_from(ix + 1).ok())
}

/// The sources of a statement as numbers.
pub(super) fn citations(cx: &PageContext<'_>, words: &Words<'_>, citations: &[Citation]) -> Vec<CitationView> {
    let guide = words.guide;
    citations
        .iter()
        .filter_map(|citation| {
            let number = number_of(guide, &citation.source)?;
            let source = guide.sources.get(&citation.source)?;
            let url = source.url.as_deref();
            let title = source_title(cx, words, &citation.source, source);
            let place = citation.place.as_deref().map(|place| shown_place(cx, place));
            Some(CitationView {
                number,
                href: format!("#_source-{number}"),
                title: title.html,
                dir: title.lang.as_deref().map(|lang| super::page_context::direction_of(lang).as_str()),
                lang: title.lang,
                place_plain: place.as_ref().map(|place| {
                    let args = [("title", rich(&title.runs)), ("place", rich(place))];
                    cx.plain(&cx.message("source.place", &args))
                }),
                place: place.as_ref().map(|place| cx.html(place)),
                url: citation.place.as_deref().and_then(|place| Some(at_place(url?, place))),
            })
        })
        .collect()
}

/// `section-4.2` is § 4.2 and `appendix-A` an appendix, as fragments of the RFC Editor and many others have it; anything
/// else is shown as it is.
fn shown_place(cx: &PageContext<'_>, place: &str) -> StyledText {
    if let Some(letter) = place.strip_prefix("appendix-").filter(|letter| letter.starts_with(char::is_alphanumeric)) {
        return cx.message("source.appendix", &[("place", rich(&StyledText::value(letter)))]);
    }
    let number = ["section-", "sec-", "s-"].iter().find_map(|prefix| place.strip_prefix(prefix));
    StyledText::value(match number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit())) {
        Some(number) => format!("§\u{a0}{number}"),
        None => place.to_owned(),
    })
}

/// The URL of a place in a source; a fragment that the source's own URL has makes way for it.
pub(super) fn at_place(url: &str, place: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) => {
            url.set_fragment(Some(place));
            url.into()
        }
        Err(_) => url.to_owned(),
    }
}

/// How the claims on a page use a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// How many claims in cells name it themselves.
    pub own: u32,
    /// How many stats do.
    pub figures: u32,
    /// How many rest on it by default.
    pub inherited: u32,
    /// The rows with those claims, in order.
    pub rows: BTreeSet<FeatureIx>,
}

impl Use {
    /// Whether nothing rests on the source.
    pub(super) fn is_none(&self) -> bool {
        self.own + self.figures + self.inherited == 0
    }
}

/// How the cells of some tiers, and stats where `stats` is set, use each source; in the sources' order. A cell that
/// repeats its parent's value makes no claim of its own, though it names the same sources; and that something is not
/// known rests on nothing by default.
pub(super) fn uses(guide: &Guide, tiers: &[TierIx], stats: bool) -> Vec<Use> {
    let mut uses = vec![Use::default(); guide.sources.len()];
    let cells = tiers.iter().filter_map(|tier| guide.tier(*tier)).flat_map(|tier| tier.cells.iter_enumerated());
    let cells = cells.filter_map(|(row, cell)| Some((Some(row), cell.as_ref()?)));
    let stats = guide.stats.iter().filter(|_| stats).map(|stat| (None, &stat.cell));
    for (row, cell) in cells.chain(stats) {
        let repeats = matches!(cell.origin, Origin::Parent(_));
        for statement in &cell.statements {
            for citation in &statement.sources {
                let Some(found) = guide.sources.get_index_of(&citation.source).and_then(|ix| uses.get_mut(ix)) else {
                    continue;
                };
                match row {
                    _ if repeats => {}
                    _ if statement.sources_inherited => {
                        found.inherited += u32::from(statement.value != Value::Unknown);
                    }
                    Some(row) => {
                        found.own += 1;
                        found.rows.insert(row);
                    }
                    None => found.figures += 1,
                }
            }
        }
    }
    uses
}

/// The number of the one source that every claim of these tiers rests on, as a whole. That something is
/// not known is not a claim, and a cell that repeats its parent's value makes none of its own.
pub(super) fn only_source(guide: &Guide, tiers: &[TierIx]) -> Option<u32> {
    let cells = tiers.iter().filter_map(|tier| guide.tier(*tier)).flat_map(|tier| &tier.cells).flatten();
    let mut claims = cells
        .filter(|cell| !matches!(cell.origin, Origin::Parent(_)))
        .flat_map(|cell| &cell.statements)
        .filter(|statement| statement.value != Value::Unknown)
        .peekable();
    let first = claims.peek()?.sources.first()?.source.as_str();
    let rests = |statement: &Statement| matches!(statement.sources.as_slice(), [one] if one.source == first && one.place.is_none());
    claims.all(rests).then(|| number_of(guide, first))?
}

/// The list of sources, and how the claims at hand use each of them. `rows` has a view of each feature.
pub(super) fn views(
    cx: &PageContext<'_>,
    words: &Words<'_>,
    uses: Vec<Use>,
    rows: &IndexVec<FeatureIx, Shared<FeatureView>>,
) -> Vec<SourceView> {
    let sources = words.guide.sources.iter().zip(uses).enumerate();
    sources.map(|(ix, ((id, source), of))| view(cx, words, id, source, ix, of, rows)).collect()
}

fn view(
    cx: &PageContext<'_>,
    words: &Words<'_>,
    id: &str,
    source: &Source,
    ix: usize,
    of: Use,
    rows: &IndexVec<FeatureIx, Shared<FeatureView>>,
) -> SourceView {
    let host = source.url.as_deref().and_then(shown_host);
    let part = |pick: fn(&SourceWords) -> Option<&Prose>, fact: &Option<String>| {
        if let Some(said) = said_of(cx, words, id, pick) {
            return Some(Html::from(&cx.name(said)));
        }
        fact.as_deref().map(|text| own_words(cx, source, text))
    };
    let title = source_title(cx, words, id, source);
    SourceView {
        id: id.to_owned(),
        number: u32::try_from(ix + 1).unwrap_or(u32::MAX),
        title: title.html,
        lang: title.lang.clone(),
        dir: title.lang.as_deref().map(|lang| super::page_context::direction_of(lang).as_str()),
        author: part(|words| words.author.as_ref(), &source.author),
        publisher: part(|words| words.publisher.as_ref(), &source.publisher),
        url: source.url.clone(),
        host,
        accessed: source.accessed.map(|date| cx.date(date)),
        archived: source.archived.clone(),
        own: of.own,
        figures: of.figures,
        inherited: of.inherited,
        supports: cx.html(&supports(cx, &of)),
        rows: of.rows.iter().filter_map(|row| rows.get(*row).cloned()).collect(),
    }
}

/// The sources without markup, for data.
pub(super) fn bare(cx: &PageContext<'_>, words: &Words<'_>) -> Vec<SourceData> {
    let text = |id: &str, pick: fn(&SourceWords) -> Option<&Prose>, fact: &Option<String>| {
        said_of(cx, words, id, pick).map(|said| cx.name(said).text).or_else(|| fact.clone())
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
    runs: StyledText,
    lang: Option<String>,
}

/// A title in the page's language has no `lang` of its own; one from the facts has the source's.
fn source_title(cx: &PageContext<'_>, words: &Words<'_>, id: &str, source: &Source) -> Title {
    if let Some(said) = said_of(cx, words, id, |words| words.title.as_ref()) {
        return Title { html: (&cx.name(said)).into(), runs: cx.name_runs(said), lang: None };
    }
    let lang = source.title.as_ref().and(source.lang.clone()).filter(|lang| lang != cx.id_of(cx.lang));
    let (html, runs) = match (&source.title, &source.url) {
        (Some(title), _) => {
            let html = match &lang {
                Some(lang) => cx.html_in(lang, title),
                None => own_words(cx, source, title),
            };
            (html, StyledText::value(title.clone()))
        }
        (None, Some(url)) => (cx.html(&cx.literal(&shown_url(url))), StyledText::value(shown_url(url))),
        (None, None) => (cx.html(&cx.literal(id)), StyledText::value(id)),
    };
    Title { html, runs, lang }
}

/// The guide's words for a source, else the site's, else those of the guide's source language.
fn said_of<'a>(
    cx: &PageContext<'a>,
    words: &Words<'a>,
    id: &str,
    pick: impl Fn(&'a SourceWords) -> Option<&'a Prose>,
) -> Option<Localized<'a, Prose>> {
    let site = &cx.context.site;
    [words.lang, words.guide.source_language].into_iter().find_map(|lang| {
        let own = words.guide.words.get(&lang).and_then(|words| pick(words.labels.sources.get(id)?));
        let what = own.or_else(|| pick(site.words.get(&lang)?.sources.get(id)?))?;
        Some(Localized { what, lang })
    })
}

/// What the facts contain about a source, in the source's language.
fn own_words(cx: &PageContext<'_>, source: &Source, text: &str) -> Html {
    match &source.lang {
        Some(lang) if lang != cx.id_of(cx.lang) => {
            cx.html(&StyledText { runs: vec![Run::Foreign { lang: lang.clone(), runs: vec![name(text)] }] })
        }
        Some(_) => cx.html(&StyledText { runs: vec![name(text)] }),
        None => cx.html(&cx.literal(text)),
    }
}

fn name(text: &str) -> Run {
    Run::Name(vec![Run::Words(text.to_owned())])
}

/// What rests on a source, in sentences.
pub(super) fn supports(cx: &PageContext<'_>, of: &Use) -> StyledText {
    if of.is_none() {
        return cx.message("source.supports_nothing", &[]);
    }
    let counts = [
        ("source.supports", of.own),
        ("source.supports_figures", of.figures),
        ("source.supports_default", of.inherited),
    ];
    let said = counts.into_iter().filter(|(_, n)| *n > 0);
    cx.sentences(said.map(|(key, n)| cx.message(key, &[("n", number(n))])))
}

/// A URL as people read it: without its scheme, and the host in its own letters.
fn shown_url(url: &str) -> String {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://");
    let rest = shown.find(['/', '?', '#']).map_or("", |at| &shown[at..]);
    let www = if shown.starts_with("www.") { "www." } else { "" };
    let port = url::Url::parse(url).ok().and_then(|url| url.port()).map(|port| format!(":{port}")).unwrap_or_default();
    let shown = match shown_host(url) {
        Some(host) => format!("{www}{host}{port}{rest}"),
        None => shown.to_owned(),
    };
    shown.trim_end_matches('/').to_owned()
}
