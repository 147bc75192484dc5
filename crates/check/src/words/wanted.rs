//! The text that the facts of a guide need, by kind.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::used::used;
use super::{THEME_LINKS, THEME_UNITS};
use mizan_model::value::Text;
use mizan_model::{Guide, GuideWords, LangIx, Prose, Site, SiteWords, Statement, Tier, Value};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, IdKind, Suppressions};

/// One text that the facts need.
pub(super) struct Wanted<'a> {
    pub(super) id: String,
    /// Where the facts need it.
    pub(super) span: Span,
    /// The line to add.
    pub(super) line: String,
    /// Ids that are in the same table, for "did you mean".
    pub(super) there: Vec<&'a str>,
}

/// A kind of text, and where it belongs.
pub(super) struct WordKind {
    pub(super) code: Code,
    /// "feature".
    pub(super) one: &'static str,
    /// "features".
    pub(super) many: &'static str,
    /// "under `[features]` in labels.toml".
    pub(super) place: String,
}

impl WordKind {
    /// The text with the id `id`: "feature `price`".
    pub(super) fn named(&self, id: &str) -> String {
        match self.code {
            Code::MissingAlt => format!("{} `{id}`", self.one.trim_end_matches(" description")),
            _ => format!("{} `{id}`", self.one),
        }
    }

    /// What is wrong at the place that needs the text.
    pub(super) fn label(&self) -> String {
        match self.code {
            Code::MissingAlt => "no alternative text".to_owned(),
            _ => format!("this {} has no text", self.one),
        }
    }
}

/// Every text that the guide's facts need and `words` lack, by kind.
pub(super) fn wanted<'a>(
    (site, unread): (&'a Site, &Suppressions),
    guide: &'a Guide,
    lang: LangIx,
    words: &'a GuideWords,
    site_words: Option<&'a SiteWords>,
) -> Vec<(WordKind, Vec<Wanted<'a>>)> {
    let labels = &words.labels;
    let table =
        |code, one, many, table: &str| WordKind { code, one, many, place: format!("under `[{table}]` in labels.toml") };
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
    let (mut options, mut choosers) = (Vec::new(), Vec::new());
    for (id, list, span) in features.chain(stats) {
        for (option, _) in list.iter().filter(|(_, name)| name.is_none()) {
            if !labels.options.get(id).is_some_and(|names| names.contains_key(option)) {
                let chooser = format!("options.{id}");
                if !choosers.contains(&chooser) {
                    choosers.push(chooser);
                }
                options.push(Wanted {
                    id: format!("{id}.{option}"),
                    span,
                    line: format!("{option} = \"…\""),
                    there: Vec::new(),
                });
            }
        }
    }
    all.push((table(Code::MissingWords, "option", "options", &one_of(&choosers)), options));

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
    // A unit without any text is reported above.
    let unspoken = |id: &str| {
        let own = labels.units.get(id).or_else(|| site_units?.get(id));
        own.is_some_and(|unit| unit.per.is_none()) && !THEME_UNITS.contains(&id)
    };
    let divisors = used.divisors.iter().filter(|(id, _)| unspoken(id));
    let divided: Vec<String> = divisors.clone().map(|(id, _)| format!("units.{id}")).collect();
    all.push((
        table(Code::MissingWords, "unit as divisor", "units as divisors", &one_of(&divided)),
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
            |words: &IndexMap<String, mizan_model::SourceWords>| words.get(*id).is_some_and(|w| w.title.is_some());
        source.title.is_none()
            && source.url.is_none()
            && unread.id(guide.file, IdKind::Source, id).is_none()
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
        WordKind {
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
            WordKind {
                code: Code::MissingAlt,
                one: "image description",
                many: "image descriptions",
                place: "in the front matter of guide.md".into(),
            },
            vec![Wanted { id: path, span, line: "image_alt = \"…\"".into(), there: Vec::new() }],
        ));
    }

    all.extend(tiers((site, unread), guide, lang, words));
    all.extend(site_wide(site, guide, lang, site_words));
    all
}

fn tiers<'a>(
    (site, unread): (&Site, &Suppressions),
    guide: &'a Guide,
    lang: LangIx,
    words: &'a GuideWords,
) -> Vec<(WordKind, Vec<Wanted<'a>>)> {
    let (mut names, mut unnamed, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut notes, mut alts) = (Vec::new(), Vec::new());
    for (index, tier) in guide.tiers.iter_enumerated() {
        let said = words.tiers.get(index).and_then(Option::as_ref);
        let language = site.config.languages.get(lang).map_or("", |language| language.id.as_str());
        let file = format!("content/guides/{}/{language}/tiers/{}.md", guide.id, tier.id);
        if said.is_none() && unread.path(&file).is_some() {
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
    let kind = |code, one, many, place: &str| WordKind { code, one, many, place: place.to_owned() };
    vec![
        (kind(Code::MissingWords, "tier", "tiers", "in the folder of the language"), names),
        (
            kind(
                Code::MissingWords,
                "name of the tier",
                "names of the tiers",
                "in the front matter of the tier's Markdown file",
            ),
            unnamed,
        ),
        (kind(Code::MissingWords, "text", "texts", "under `[text]` in the tier's front matter"), texts),
        (kind(Code::MissingWords, "note", "notes", "under `[notes]` in the tier's front matter"), notes),
        (
            kind(Code::MissingAlt, "tier image description", "tier image descriptions", "in the tier's front matter"),
            alts,
        ),
    ]
}

/// Names of tags and people are in content/site.
fn site_wide<'a>(
    site: &'a Site,
    guide: &'a Guide,
    lang: LangIx,
    words: Option<&'a SiteWords>,
) -> Vec<(WordKind, Vec<Wanted<'a>>)> {
    let language = site.config.languages.get(lang).map_or("", |language| language.id.as_str());
    let kind = |one, many, table: &str| WordKind {
        code: Code::MissingWords,
        one,
        many,
        place: format!("under `[{table}]` in content/site/{language}.toml"),
    };
    let Some(words) = words else {
        return Vec::new();
    };
    let missing = |ids: Vec<&'a mizan_source::Spanned<String>>, named: &'a IndexMap<String, Prose>| {
        let ids = ids.into_iter().filter(|id| !named.contains_key(&id.value));
        ids.map(|id| Wanted {
            id: id.value.clone(),
            span: id.span,
            line: format!("{} = \"…\"", id.value),
            there: keys(named),
        })
        .collect()
    };
    // An unknown person is reported elsewhere.
    let people = guide.authors.iter().chain(guide.translators.values().flatten());
    let people = people.filter(|person| site.config.people.contains_key(&person.value)).collect();
    vec![
        (kind("tag", "tags", "tags"), missing(guide.tags.iter().collect(), &words.tags)),
        (kind("person", "people", "people"), missing(people, &words.people)),
    ]
}

/// Names of tables, one after the other, as written between `[` and `]`.
fn one_of(tables: &[String]) -> String {
    const SHOWN: usize = 3;
    let more = if tables.len() > SHOWN { "]` and so on, `[…" } else { "" };
    format!("{}{more}", tables.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("]`, `["))
}

pub(super) fn keys<T>(map: &IndexMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

/// The statements that the tier's own file makes, with their feature's id.
pub(super) fn own_statements<'a>(guide: &'a Guide, tier: &'a Tier) -> impl Iterator<Item = (&'a str, &'a Statement)> {
    guide.features.iter().zip(&tier.cells).flat_map(|(feature, cell)| {
        let cell = cell.as_ref().filter(|cell| cell.origin == mizan_model::Origin::Own);
        cell.into_iter().flat_map(|cell| &cell.statements).map(|statement| (feature.id.as_str(), statement))
    })
}
