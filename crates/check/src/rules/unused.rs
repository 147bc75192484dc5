//! What a reader never meets, or meets without a reason: sources that nothing cites, options that no tier
//! has, words that nothing refers to. The source language's own notes, variants, units and links are judged
//! with its words already (MZ0206).

use std::collections::BTreeSet;

use crate::words::{Used, used};
use mizan_model::value::Value;
use mizan_model::{Guide, GuideWords, Site, SiteWords, Statement, Wants};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean, some_of};

pub(super) fn judge(site: &Site) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let used: Vec<Used> = site.guides.iter().map(used).collect();
    for (guide, used) in site.guides.iter().zip(&used) {
        sources(guide, &mut diagnostics);
        options(guide, &mut diagnostics);
        for words in guide.words.iter().filter(|(lang, _)| **lang != guide.source_language).map(|(_, words)| words) {
            labels(guide, words, used, &mut diagnostics);
        }
    }
    people(site, &mut diagnostics);
    for words in site.words.values() {
        site_words(site, words, &used, &mut diagnostics);
    }
    diagnostics
}

fn statements(guide: &Guide) -> impl Iterator<Item = &Statement> {
    let cells = guide.tiers.iter().flat_map(|tier| tier.cells.iter().flatten());
    guide.stats.iter().map(|stat| &stat.cell).chain(cells).flat_map(|cell| &cell.statements)
}

fn sources(guide: &Guide, out: &mut Diagnostics) {
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for statement in statements(guide) {
        cited.extend(statement.sources.iter().map(|citation| citation.source.as_str()));
        if let Value::Rating(rating) = &statement.value {
            cited.extend(rating.by.as_deref());
        }
    }
    for (id, source) in guide.sources.iter().filter(|(id, _)| !cited.contains(id.as_str())) {
        let Some(span) = source.span else { continue };
        out.push(
            Diagnostic::warning(
                Code::UnusedSource,
                format!("no claim of the guide `{}` cites the source `{id}`", guide.id),
            )
            .at(span, "listed for readers, and nothing rests on it")
            .help(format!("name `{id}` in the `sources` of the claims that rest on it"))
            .help(format!("or remove [sources.{id}], with its words in labels.toml if it has any")),
        );
    }
}

fn options(guide: &Guide, out: &mut Diagnostics) {
    let features = guide.features.iter().enumerate().map(|(ix, feature)| {
        let cells = guide.tiers.iter().filter_map(move |tier| tier.cells.get(ix)?.as_ref());
        (feature.id.as_str(), &feature.options, feature.span, Some(ix), cells.collect::<Vec<_>>())
    });
    let stats = guide.stats.iter().map(|stat| (stat.id.as_str(), &stat.options, stat.span, None, vec![&stat.cell]));
    for (id, options, span, feature, cells) in features.chain(stats) {
        let mut chosen: BTreeSet<&str> = BTreeSet::new();
        for statement in cells.iter().flat_map(|cell| &cell.statements) {
            match &statement.value {
                Value::Choice(id) => drop(chosen.insert(id)),
                Value::Choices(ids) => chosen.extend(ids.iter().map(String::as_str)),
                _ => {}
            }
        }
        let answers = guide.questions.iter().flat_map(|question| &question.answers);
        for requirement in answers.flat_map(|answer| &answer.requires).filter(|r| Some(r.feature) == feature) {
            if let Wants::Any(ids) | Wants::All(ids) = &requirement.wants {
                chosen.extend(ids.iter().map(String::as_str));
            }
        }
        let idle: Vec<String> =
            options.keys().filter(|id| !chosen.contains(id.as_str())).map(|id| format!("`{id}`")).collect();
        let (what, them) = if idle.len() == 1 { ("option", "it") } else { ("options", "them") };
        let Some(named) = some_of(idle) else { continue };
        out.push(
            Diagnostic::warning(
                Code::UnusedOption,
                format!(
                    "no cell of `{id}` in the guide `{}` has the {what} {named}, and no question asks for {them}",
                    guide.id
                ),
            )
            .at(span, format!("lists {named}"))
            .help("see whether a tier should have it: a misread source often leaves an option over")
            .help(format!("or remove {them} from `options`, and from [options.{id}] in labels.toml")),
        );
    }
}

fn labels(guide: &Guide, words: &GuideWords, used: &Used, out: &mut Diagnostics) {
    let labels = &words.labels;
    let mut report = |kind: &str, id: &str, span: Span, known: Vec<&String>, there: Vec<&String>| {
        if known.iter().any(|known| *known == id) {
            return;
        }
        let diagnostic = Diagnostic::warning(
            Code::UnusedWords,
            format!("nothing in the guide `{}` refers to the {kind} `{id}`", guide.id),
        )
        .at(span, format!("the words of `{id}`"));
        let unsaid = known.into_iter().filter(|known| !there.contains(known)).map(String::as_str);
        out.push(match did_you_mean(id, unsaid) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`, which has no words in this language yet?")),
            None => diagnostic.help("remove the line: it translates what is no longer there"),
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

/// Everybody that a guide or the site names.
fn named(site: &Site) -> BTreeSet<&str> {
    let of_guides =
        site.guides.iter().flat_map(|guide| guide.authors.iter().chain(guide.translators.values().flatten()));
    of_guides.chain(&site.config.publisher).map(|id| id.value.as_str()).collect()
}

fn people(site: &Site, out: &mut Diagnostics) {
    let named = named(site);
    for (id, person) in site.config.people.iter().filter(|(id, _)| !named.contains(id.as_str())) {
        out.push(
            Diagnostic::warning(
                Code::UnusedWords,
                format!("no guide names the person `{id}`, who is not the publisher either"),
            )
            .at(person.span, "known to the site, and never shown")
            .help(format!("name `{id}` in `authors` or `translators` of a guide, or as `publisher` in config.toml"))
            .help(format!("or remove [people.{id}], and the name in content/site")),
        );
    }
}

fn site_words(site: &Site, words: &SiteWords, used: &[Used], out: &mut Diagnostics) {
    let guides = || site.guides.iter();
    let tags: BTreeSet<&str> = guides().flat_map(|guide| guide.tags.iter().map(|tag| tag.value.as_str())).collect();
    let people: BTreeSet<&str> = site.config.people.keys().map(String::as_str).collect();
    let units: BTreeSet<&str> = used.iter().flat_map(|used| used.units.keys().map(String::as_str)).collect();
    let sources: BTreeSet<&str> = guides().flat_map(|guide| guide.sources.keys().map(String::as_str)).collect();
    let mut report = |kind: &str, id: &str, span: Span, there: &BTreeSet<&str>, way_out: &str| {
        if there.contains(id) {
            return;
        }
        let diagnostic = Diagnostic::warning(Code::UnusedWords, format!("nothing refers to the {kind} `{id}`"))
            .at(span, format!("the words of `{id}`"));
        out.push(match did_you_mean(id, there.iter().copied()) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).help(way_out),
            None => diagnostic.help(way_out),
        });
    };
    for (id, name) in &words.tags {
        report("tag", id, name.span, &tags, "give the tag to a guide (`tags` in guide.toml), or remove the line");
    }
    for (id, name) in &words.people {
        report("person", id, name.span, &people, "add the person to [people] of config.toml, or remove the line");
    }
    for (id, unit) in &words.units {
        report("unit", id, unit.span, &units, "remove the unit, or count something in it");
    }
    for (id, source) in &words.sources {
        let spans = [&source.title, &source.author, &source.publisher];
        let Some(span) = spans.into_iter().flatten().map(|prose| prose.span).next() else { continue };
        report("source", id, span, &sources, "remove the words, or list the source under [sources] of a guide");
    }
}
