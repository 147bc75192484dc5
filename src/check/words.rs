//! What must be said in a language and is not: an error in the source language, a warning and a
//! fallback in others. Where the facts name an id, the words must know it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::locale::{Locale, check_unit};
use crate::model::value::{Money, Text};
use crate::model::{Begun, Guide, GuideWords, LangIx, Prose, Site, SiteWords, Statement, Tier, UnitWords, Value};
use crate::source::{SourceId, Span};

/// Units that the theme says in every language.
pub const THEME_UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];
/// Links of tiers that the theme names in every language.
pub const THEME_LINKS: &[&str] = &["buy", "docs", "download", "source", "manual"];

/// Judges the words of all guides, and those of the site; `locales` in the order of config's languages.
/// The site's messages are judged with the theme's. What nothing refers to is told only where the site is
/// `whole`: no error has kept something out of it.
pub fn check(site: &Site, locales: &[Locale], whole: bool) -> Diagnostics {
    let languages = languages(locales);
    let mut diagnostics = of_site(site, &languages);
    for guide in &site.guides {
        diagnostics.append(of_guide(site, guide, &languages));
        if whole {
            diagnostics.append(unused_of_guide(site, guide));
        }
    }
    diagnostics
}

/// The languages of a site, ready to be told of.
pub fn languages(locales: &[Locale]) -> Vec<Language<'_>> {
    locales.iter().map(|locale| Language { locale, name: named(locale) }).collect()
}

/// Judges the site's own words.
pub fn of_site(site: &Site, languages: &[Language]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    // Which words are asked for depends on what the languages are.
    if !site.config.told_languages.any {
        site_words(site, languages, &mut diagnostics);
        pages_begun(site, languages, &mut diagnostics);
    }
    diagnostics
}

/// Judges the words of one guide. Of `site`, its config and its words matter, and no other guide.
pub fn of_guide(site: &Site, guide: &Guide, languages: &[Language]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if !site.config.told_languages.any {
        guide_words(site, guide, languages, &mut diagnostics);
    }
    diagnostics
}

/// What nothing in a guide refers to.
pub fn unused_of_guide(site: &Site, guide: &Guide) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if let Some(words) = guide.words.get(&guide.source_language).filter(|_| !site.config.told_languages.any) {
        unused(guide, words, &mut diagnostics);
    }
    diagnostics
}

/// A language and how messages call it.
pub struct Language<'a> {
    locale: &'a Locale,
    name: String,
}

/// "Arabic (`ar`)": messages are in English.
pub(super) fn named(locale: &Locale) -> String {
    let english = Locale::new("en", "en", None).ok().and_then(|english| english.name_of(locale.id()));
    english.map_or_else(|| format!("`{}`", locale.id()), |name| format!("{name} (`{}`)", locale.id()))
}

fn name<'a>(languages: &'a [Language<'_>], lang: LangIx) -> &'a str {
    languages.get(lang).map_or("the language", |language| language.name.as_str())
}

/// One word that the facts ask for.
struct Wanted<'a> {
    id: String,
    /// Where the facts ask for it.
    span: Span,
    /// The line to add.
    line: String,
    /// Ids that stand there, for "did you mean".
    there: Vec<&'a str>,
}

/// What kind of words, and where they belong.
struct Kind {
    code: Code,
    /// "feature".
    one: &'static str,
    /// "features".
    many: &'static str,
    /// "under `[features]` in labels.toml".
    place: String,
}

fn guide_words(site: &Site, guide: &Guide, languages: &[Language], out: &mut Diagnostics) {
    let language = site.config.languages.get(guide.source_language).map_or("?", |l| l.id.as_str());
    let file = format!("content/guides/{}/{language}/guide.md", guide.id);
    if !guide.words.contains_key(&guide.source_language) && !site.lost.holds(&file) {
        out.push(
            Diagnostic::error(
                Code::MissingWords,
                format!(
                    "the guide `{}` has no words in its source language, {}",
                    guide.id,
                    name(languages, guide.source_language)
                ),
            )
            .at(Span::new(guide.file, 0..0), format!("`{language}/guide.md` is missing"))
            .help(format!("write `content/guides/{}/{language}/guide.md`, or set `source_language`", guide.id)),
        );
    }
    for (&lang, begun) in &guide.begun {
        let said = name(languages, lang);
        let message =
            format!("{said} lacks {} of the guide `{}`, which counts as not translated", lacking(begun), guide.id);
        out.push(not_begun(message, begun.words.file, begun, "it has pages", "guide.md"));
    }
    let unsaid: BTreeSet<(&str, String)> = match guide.words.get(&guide.source_language) {
        Some(words) => wanted(site, guide, guide.source_language, words, site.words.get(&guide.source_language))
            .into_iter()
            .flat_map(|(kind, wanted)| wanted.into_iter().map(move |wanted| (kind.one, wanted.id)))
            .collect(),
        None => BTreeSet::new(),
    };
    for (&lang, words) in &guide.words {
        let source = lang == guide.source_language;
        let site_words = site.words.get(&lang);
        let id = site.config.languages.get(lang).map_or("", |language| language.id.as_str());
        let unread = site.lost.holds(&format!("content/guides/{}/{id}/labels.toml", guide.id));
        let mut all = wanted(site, guide, lang, words, site_words);
        all.retain(|(kind, _)| !(unread && kind.place.ends_with("labels.toml")));
        for (_, wanted) in &mut all {
            wanted.retain(|wanted| !words.labels.told.contains(&wanted.id));
        }
        if !source {
            for (kind, wanted) in &mut all {
                // What the source language lacks too is an error there, and most often a misspelt id.
                wanted.retain(|wanted| !unsaid.contains(&(kind.one, wanted.id.clone())));
            }
            all.retain(|(_, wanted)| !wanted.is_empty());
            if all.len() > KINDS_TOLD {
                let language = site.config.languages.get(lang).map_or("?", |language| language.id.as_str());
                out.push(much_missing(guide, language, name(languages, lang), words.file, &all));
                all.clear();
            }
        }
        for (kind, wanted) in all {
            let file = words.labels.file.filter(|_| kind.place.ends_with("labels.toml")).unwrap_or(words.file);
            let missing = Missing { guide, lang: name(languages, lang), file, source };
            missing.report(&kind, wanted, out);
        }
        if let Some(facts) = languages.get(lang) {
            units(&words.labels.units, facts, out);
        }
    }
}

/// Words of one kind that are told of one by one; where more are missing, it is a table that is missing.
const ONE_BY_ONE: usize = 4;
/// Where words of more kinds are missing, the translation is under way, and is told of as a whole.
const KINDS_TOLD: usize = 3;

fn much_missing(guide: &Guide, id: &str, said: &str, file: SourceId, all: &[(Kind, Vec<Wanted>)]) -> Diagnostic {
    let count: usize = all.iter().map(|(_, wanted)| wanted.len()).sum();
    let kinds = all.iter().map(|(kind, wanted)| match wanted.len() {
        1 => format!("1 {}", kind.one),
        n => format!("{n} {}", kind.many),
    });
    Diagnostic::warning(
        Code::FallbackWords,
        format!(
            "{said} lacks {count} words of the guide `{}`, and falls back: {}",
            guide.id,
            kinds.collect::<Vec<_>>().join(", ")
        ),
    )
    .at(Span::new(file, 0..0), format!("{said}: {count} to translate"))
    .help(format!("`mizan lang status {id} --guide {} --list` shows each, and where it belongs", guide.id))
}

/// Pages of their own that lack what a page must have.
fn pages_begun(site: &Site, languages: &[Language], out: &mut Diagnostics) {
    for (id, begun) in &site.begun {
        for (&lang, begun) in begun {
            let said = name(languages, lang);
            let message = format!("{said} lacks {} of the page `{id}`, which counts as not translated", lacking(begun));
            out.push(not_begun(message, begun.words.file, begun, "it stands in the language", "the file"));
        }
    }
}

/// "the title and the description"
fn lacking<T>(begun: &Begun<T>) -> String {
    begun.lacks.iter().map(|key| format!("the {key}")).collect::<Vec<_>>().join(" and ")
}

fn not_begun<T>(message: String, file: SourceId, begun: &Begun<T>, then: &str, place: &str) -> Diagnostic {
    let lines: Vec<String> = begun.lacks.iter().map(|key| format!("`{key} = \"…\"`")).collect();
    Diagnostic::warning(Code::FallbackWords, message)
        .at(Span::new(file, 0..0), format!("{} to translate first", lacking(begun)))
        .help(format!("write {} in the front matter of {place}: then {then}", lines.join(" and ")))
}

struct Missing<'a> {
    guide: &'a Guide,
    lang: &'a str,
    file: SourceId,
    source: bool,
}

impl Missing<'_> {
    fn report(&self, kind: &Kind, wanted: Vec<Wanted>, out: &mut Diagnostics) {
        let (guide, lang) = (&self.guide.id, self.lang);
        if wanted.is_empty() {
            return;
        }
        if !self.source {
            let ids: Vec<String> = wanted.iter().map(|wanted| format!("`{}`", wanted.id)).collect();
            let what = if ids.len() == 1 { kind.one } else { kind.many };
            let lines: Vec<&str> = wanted.iter().take(3).map(|wanted| wanted.line.as_str()).collect();
            let more = if wanted.len() > 3 { " and so on" } else { "" };
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!(
                        "{lang} lacks words for the {what} {} of the guide `{guide}`, and falls back",
                        ids.join(", ")
                    ),
                )
                .at(Span::new(self.file, 0..0), format!("{lang}: {} to translate", ids.len()))
                .help(format!(
                    "write {}{more} {}",
                    lines.iter().map(|l| format!("`{l}`")).collect::<Vec<_>>().join(", "),
                    kind.place
                )),
            );
            return;
        }
        if let [first, second, ..] = wanted.as_slice()
            && wanted.len() > ONE_BY_ONE
        {
            let lines: Vec<String> = wanted.iter().take(3).map(|wanted| format!("`{}`", wanted.line)).collect();
            let more = wanted.len() - 2;
            out.push(
                Diagnostic::error(
                    kind.code,
                    format!(
                        "{lang}, the source language, has no words for the {} `{}`, `{}` and {more} more of the guide `{guide}`",
                        kind.many, first.id, second.id
                    ),
                )
                .at(Span::new(self.file, 0..0), format!("{} are missing", wanted.len()))
                .also(first.span, format!("`{}` is listed here", first.id))
                .help(format!("write {} and so on {}", lines.join(", "), kind.place)),
            );
            return;
        }
        for wanted in wanted {
            let diagnostic = Diagnostic::error(
                kind.code,
                format!(
                    "{lang}, the source language, has no words for the {} `{}` of the guide `{guide}`",
                    kind.one, wanted.id
                ),
            )
            .at(wanted.span, format!("`{}`", wanted.id));
            let diagnostic = match did_you_mean(&wanted.id, wanted.there.iter().copied()) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                None => diagnostic,
            };
            out.push(diagnostic.help(format!("write `{}` {}", wanted.line, kind.place)));
        }
    }
}

/// Every word that the guide's facts ask for and `words` lack, by kind.
fn wanted<'a>(
    site: &'a Site,
    guide: &'a Guide,
    lang: LangIx,
    words: &'a GuideWords,
    site_words: Option<&'a SiteWords>,
) -> Vec<(Kind, Vec<Wanted<'a>>)> {
    let labels = &words.labels;
    let table =
        |code, one, many, table: &str| Kind { code, one, many, place: format!("under `[{table}]` in labels.toml") };
    let simple = |id: &str, span: Span, there: Vec<&'a str>| Wanted {
        id: id.to_owned(),
        span,
        line: format!("{id} = \"…\""),
        there,
    };
    let mut all = Vec::new();

    let groups = guide.groups.iter().filter(|group| !labels.groups.contains_key(&group.id));
    all.push((
        table(Code::MissingWords, "group", "groups", "groups"),
        groups.map(|group| simple(&group.id, group.span, Vec::new())).collect(),
    ));

    let named = |id: &str| labels.features.get(id).is_some_and(|words| words.name.is_some());
    let features = guide.features.iter().filter(|f| f.name.is_none() && !named(&f.id));
    all.push((
        table(Code::MissingWords, "feature", "features", "features"),
        features.map(|feature| simple(&feature.id, feature.span, Vec::new())).collect(),
    ));

    let features = guide.features.iter().map(|f| (&f.id, &f.options, f.span));
    let stats = guide.stats.iter().map(|s| (&s.id, &s.options, s.span));
    let mut options = Vec::new();
    for (id, list, span) in features.chain(stats) {
        for (option, _) in list.iter().filter(|(_, name)| name.is_none()) {
            if !labels.options.get(id).is_some_and(|names| names.contains_key(option)) {
                options.push(Wanted {
                    id: format!("{id}.{option}"),
                    span,
                    line: format!("{option} = \"…\""),
                    there: Vec::new(),
                });
            }
        }
    }
    all.push((table(Code::MissingWords, "option", "options", "options.FEATURE"), options));

    let used = used(guide);
    let from = |used: &BTreeMap<String, Span>, there: Vec<&'a str>, known: &dyn Fn(&str) -> bool| {
        let missing = used.iter().filter(|(id, _)| !known(id));
        missing.map(|(id, span)| simple(id, *span, there.clone())).collect::<Vec<_>>()
    };
    all.push((
        table(Code::UnknownReference, "note", "notes", "notes"),
        from(&used.notes, keys(&labels.notes), &|id| labels.notes.contains_key(id)),
    ));
    all.push((
        table(Code::UnknownReference, "variant", "variants", "variants"),
        from(&used.variants, keys(&labels.variants), &|id| labels.variants.contains_key(id)),
    ));
    let site_units = site_words.map(|words| &words.units);
    let mut units = from(&used.units, keys(&labels.units), &|id| {
        THEME_UNITS.contains(&id)
            || labels.units.contains_key(id)
            || site_units.is_some_and(|units| units.contains_key(id))
    });
    for unit in &mut units {
        unit.there.extend(THEME_UNITS.iter().copied().chain(site_units.map(keys).unwrap_or_default()));
        unit.line = format!("{} = {{ other = \"{{n}} …\" }}", unit.id);
    }
    all.push((table(Code::UnknownUnit, "unit", "units", "units"), units));
    // Without words at all a unit is told of above.
    let unspoken = |id: &str| {
        let own = labels.units.get(id).or_else(|| site_units?.get(id));
        own.is_some_and(|unit| unit.per.is_none()) && !THEME_UNITS.contains(&id)
    };
    let divisors = used.divisors.iter().filter(|(id, _)| unspoken(id));
    all.push((
        table(Code::MissingWords, "unit as divisor", "units as divisors", "units.ID"),
        divisors
            .map(|(id, span)| Wanted {
                id: id.clone(),
                span: *span,
                line: format!("per = \"per {id}\""),
                there: Vec::new(),
            })
            .collect(),
    ));
    all.push((
        table(Code::MissingWords, "link", "links", "links"),
        from(&used.links, keys(&labels.links), &|id| THEME_LINKS.contains(&id) || labels.links.contains_key(id)),
    ));

    let sources = guide.sources.iter().filter(|(id, source)| {
        let titled =
            |words: &IndexMap<String, crate::model::SourceWords>| words.get(*id).is_some_and(|w| w.title.is_some());
        source.title.is_none()
            && source.url.is_none()
            && !source.told
            && !titled(&labels.sources)
            && !site_words.is_some_and(|w| titled(&w.sources))
    });
    let file = Span::new(guide.file, 0..0);
    all.push((
        table(Code::MissingWords, "source", "sources", "sources"),
        sources.map(|(id, source)| simple(id, source.span.unwrap_or(file), Vec::new())).collect(),
    ));

    let mut questions = Vec::new();
    for question in &guide.questions {
        let said = labels.questions.get(&question.id);
        if said.is_none_or(|words| words.text.is_none()) {
            questions.push(Wanted {
                id: question.id.clone(),
                span: question.span,
                line: format!("{} = {{ text = \"…\", answers = {{ … }} }}", question.id),
                there: keys(&labels.questions),
            });
        }
        let answers =
            question.answers.iter().filter(|answer| said.is_some_and(|s| !s.answers.contains_key(&answer.id)));
        questions.extend(answers.map(|answer| Wanted {
            id: format!("{}.{}", question.id, answer.id),
            span: answer.span,
            line: format!("{}.answers.{} = \"…\"", question.id, answer.id),
            there: Vec::new(),
        }));
    }
    all.push((table(Code::MissingWords, "question or answer", "questions or answers", "questions"), questions));

    let captions = guide.stats.iter().filter(|stat| !words.stats.contains_key(&stat.id));
    all.push((
        Kind {
            code: Code::MissingWords,
            one: "stat",
            many: "stats",
            place: "under `[stats]` in the front matter of guide.md".into(),
        },
        captions.map(|stat| simple(&stat.id, stat.span, keys(&words.stats))).collect(),
    ));
    if guide.image.is_some() && words.image_alt.is_none() {
        let span = guide.image.as_ref().map_or(file, |image| image.span);
        let path = guide.image.as_ref().map(|image| image.value.clone()).unwrap_or_default();
        all.push((
            Kind {
                code: Code::MissingAlt,
                one: "description of the image",
                many: "descriptions of the images",
                place: "in the front matter of guide.md".into(),
            },
            vec![Wanted { id: path, span, line: "image_alt = \"…\"".into(), there: Vec::new() }],
        ));
    }

    all.extend(tiers(site, guide, lang, words));
    all.extend(site_wide(site, guide, site_words));
    all
}

fn tiers<'a>(site: &Site, guide: &'a Guide, lang: LangIx, words: &'a GuideWords) -> Vec<(Kind, Vec<Wanted<'a>>)> {
    let (mut names, mut unnamed, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut notes, mut alts) = (Vec::new(), Vec::new());
    for (index, tier) in guide.tiers.iter().enumerate() {
        let said = words.tiers.get(index).and_then(Option::as_ref);
        let language = site.config.languages.get(lang).map_or("", |language| language.id.as_str());
        if said.is_none() && site.lost.holds(&format!("content/guides/{}/{language}/tiers/{}.md", guide.id, tier.id)) {
            continue;
        }
        if said.is_none() {
            names.push(Wanted {
                id: tier.id.clone(),
                span: tier.span,
                line: format!("tiers/{}.md", tier.id),
                there: Vec::new(),
            });
            continue;
        }
        if said.is_some_and(|said| said.name.is_none()) {
            unnamed.push(Wanted {
                id: tier.id.clone(),
                span: tier.span,
                line: "name = \"…\"".into(),
                there: Vec::new(),
            });
        }
        if let (Some(image), Some(said)) = (&tier.image, said)
            && said.image_alt.is_none()
        {
            alts.push(Wanted {
                id: tier.id.clone(),
                span: image.span,
                line: "image_alt = \"…\"".into(),
                there: Vec::new(),
            });
        }
        for (feature, statement) in own_statements(guide, tier) {
            let wanted = |there| Wanted {
                id: format!("{}.{feature}", tier.id),
                span: statement.span,
                line: format!("{feature} = \"…\""),
                there,
            };
            if matches!(statement.value, Value::Text(Text::Words))
                && !said.is_some_and(|s| s.text.contains_key(feature))
            {
                texts.push(wanted(Vec::new()));
            }
            if statement.notes.own && !said.is_some_and(|s| s.notes.contains_key(feature)) {
                notes.push(wanted(Vec::new()));
            }
        }
    }
    let kind = |code, one, many, place: &str| Kind { code, one, many, place: place.to_owned() };
    vec![
        (kind(Code::MissingWords, "tier", "tiers", "in the folder of the language"), names),
        (
            kind(
                Code::MissingWords,
                "name of the tier",
                "names of the tiers",
                "in the front matter of the tier's file of words",
            ),
            unnamed,
        ),
        (kind(Code::MissingWords, "text", "texts", "under `[text]` in the tier's front matter"), texts),
        (kind(Code::MissingWords, "note", "notes", "under `[notes]` in the tier's front matter"), notes),
        (
            kind(
                Code::MissingAlt,
                "description of the image of the tier",
                "descriptions of the images of the tiers",
                "in the tier's front matter",
            ),
            alts,
        ),
    ]
}

/// Names of tags and people stand in content/site.
fn site_wide<'a>(site: &'a Site, guide: &'a Guide, words: Option<&'a SiteWords>) -> Vec<(Kind, Vec<Wanted<'a>>)> {
    let kind = |one, many, table: &str| Kind {
        code: Code::MissingWords,
        one,
        many,
        place: format!("under `[{table}]` in content/site/LANG.toml"),
    };
    let Some(words) = words else {
        return Vec::new();
    };
    let missing = |ids: Vec<&'a crate::source::Spanned<String>>, named: &'a IndexMap<String, Prose>| {
        let ids = ids.into_iter().filter(|id| !named.contains_key(&id.value));
        ids.map(|id| Wanted {
            id: id.value.clone(),
            span: id.span,
            line: format!("{} = \"…\"", id.value),
            there: keys(named),
        })
        .collect()
    };
    // Whom [people] does not know is told of elsewhere.
    let people = guide.authors.iter().chain(guide.translators.values().flatten());
    let people = people.filter(|person| site.config.people.contains_key(&person.value)).collect();
    vec![
        (kind("tag", "tags", "tags"), missing(guide.tags.iter().collect(), &words.tags)),
        (kind("person", "people", "people"), missing(people, &words.people)),
    ]
}

fn keys<T>(map: &IndexMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

/// The statements that the tier's own file makes, with their feature's id.
fn own_statements<'a>(guide: &'a Guide, tier: &'a Tier) -> impl Iterator<Item = (&'a str, &'a Statement)> {
    guide.features.iter().zip(&tier.cells).flat_map(|(feature, cell)| {
        let cell = cell.as_ref().filter(|cell| cell.origin == crate::model::Origin::Own);
        cell.into_iter().flat_map(|cell| &cell.statements).map(|statement| (feature.id.as_str(), statement))
    })
}

/// What cells refer to, each with the first place that does.
#[derive(Default)]
pub(super) struct Used {
    pub(super) notes: BTreeMap<String, Span>,
    pub(super) variants: BTreeMap<String, Span>,
    pub(super) units: BTreeMap<String, Span>,
    /// The units that prices are per.
    divisors: BTreeMap<String, Span>,
    pub(super) links: BTreeMap<String, Span>,
    /// The facts name these already: a language may still give its own name.
    pub(super) named_links: BTreeMap<String, Span>,
}

pub(super) fn used(guide: &Guide) -> Used {
    let mut used = Used::default();
    let units = guide.features.iter().map(|f| &f.unit).chain(guide.stats.iter().map(|s| &s.unit));
    for unit in units.flatten() {
        used.units.entry(unit.value.clone()).or_insert(unit.span);
    }
    let cells = guide.tiers.iter().flat_map(|tier| own_statements(guide, tier)).map(|(_, statement)| statement);
    let stats = guide.stats.iter().flat_map(|stat| &stat.cell.statements);
    for statement in stats.chain(cells) {
        for note in &statement.notes.shared {
            used.notes.entry(note.value.clone()).or_insert(note.span);
        }
        if let Some(variant) = &statement.variant {
            used.variants.entry(variant.value.clone()).or_insert(variant.span);
        }
        let value = match &statement.value {
            Value::Money(money) => Some(money),
            _ => None,
        };
        for money in value.into_iter().chain(&statement.price) {
            if let Money::Amount(amount) = money {
                for unit in amount.per.iter().chain(&amount.billed) {
                    used.units.entry(unit.clone()).or_insert(statement.span);
                    used.divisors.entry(unit.clone()).or_insert(statement.span);
                }
            }
        }
    }
    for link in guide.tiers.iter().flat_map(|tier| &tier.links) {
        let links = if link.name.is_none() { &mut used.links } else { &mut used.named_links };
        links.entry(link.id.clone()).or_insert(link.span);
    }
    used
}

/// Words in labels.toml of the source language that nothing refers to.
fn unused(guide: &Guide, words: &GuideWords, out: &mut Diagnostics) {
    let used = used(guide);
    let labels = &words.labels;
    let mut report = |kind: &str, id: &str, span: Span, known: &BTreeMap<String, Span>, there: Vec<&str>| {
        // Where a misspelt id wants these words, its own error asks whether they were meant.
        let unsaid = known.keys().map(String::as_str).filter(|known| !there.contains(known));
        if known.contains_key(id) || did_you_mean(id, unsaid).is_some() {
            return;
        }
        let diagnostic = Diagnostic::warning(
            Code::UnknownReference,
            format!("nothing in the guide `{}` refers to the {kind} `{id}`", guide.id),
        )
        .at(span, format!("the words of `{id}`"));
        out.push(diagnostic.help("remove the line, or refer to it from a cell"));
    };
    labels.notes.iter().for_each(|(id, prose)| report("note", id, prose.span, &used.notes, keys(&labels.notes)));
    labels
        .variants
        .iter()
        .for_each(|(id, prose)| report("variant", id, prose.span, &used.variants, keys(&labels.variants)));
    let links = used.links.into_iter().chain(used.named_links).collect();
    labels.links.iter().for_each(|(id, prose)| report("link", id, prose.span, &links, keys(&labels.links)));
    labels.units.iter().for_each(|(id, unit)| report("unit", id, unit.span, &used.units, keys(&labels.units)));
}

fn site_words(site: &Site, languages: &[Language], out: &mut Diagnostics) {
    for (lang, language) in site.config.languages.iter().enumerate() {
        let said = name(languages, lang);
        let Some(words) = site.words.get(&lang) else {
            if site.lost.holds(&format!("content/site/{}.toml", language.id)) {
                continue;
            }
            let severity = if lang == site.config.default_language { Severity::Error } else { Severity::Warning };
            let code = if severity == Severity::Error { Code::MissingWords } else { Code::FallbackWords };
            out.push(
                Diagnostic::new(severity, code, format!("the site has no title and description in {said}"))
                    .at(language.span, format!("`content/site/{}.toml` is missing", language.id))
                    .help(format!("write `content/site/{}.toml` with `title` and `description`", language.id)),
            );
            continue;
        };
        let Some(facts) = languages.get(lang) else { continue };
        units(&words.units, facts, out);
        let lacks = [("title", &words.title), ("description", &words.description)].into_iter();
        let lacks: Vec<&str> = lacks.filter(|(_, said)| said.is_none()).map(|(key, _)| key).collect();
        if !lacks.is_empty() {
            let lines: Vec<String> = lacks.iter().map(|key| format!("`{key} = \"…\"`")).collect();
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!("the site has no {} in {said}, and falls back", lacks.join(" and no ")),
                )
                .at(Span::new(words.file, 0..0), format!("{said}: {} to translate", lacks.len()))
                .help(format!("write {} above the first [table]", lines.join(" and "))),
            );
        }
        if let Some(publisher) = &site.config.publisher
            && !words.people.contains_key(&publisher.value)
        {
            out.push(
                Diagnostic::warning(
                    Code::FallbackWords,
                    format!("the publisher `{}` has no name in {said}", publisher.value),
                )
                .at(Span::new(words.file, 0..0), "under `[people]`")
                .help(format!("write `{} = \"…\"` under `[people]`", publisher.value)),
            );
        }
    }
}

fn units(units: &IndexMap<String, UnitWords>, language: &Language, out: &mut Diagnostics) {
    for (id, unit) in units {
        check_unit(language.locale, id, unit, out);
    }
}
