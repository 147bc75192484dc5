//! The copies of a guide's pages: itself, its tiers and pairs.

use super::*;
use crate::present::cell::{adds_to, best_key};
use crate::present::reason;

/// The copy of one of a guide's pages.
pub(super) struct GuideSheet<'a> {
    pub(super) sheet: &'a PageCopy<'a>,
    pub(super) made: &'a GuideInLanguage,
    pub(super) guide: &'a Guide,
    pub(super) head: &'a GuideHead,
    pub(super) words: Words<'a>,
    pub(super) folder: String,
    pub(super) anchors: Anchors,
}

/// A table of facts in prose.
impl Tables for GuideSheet<'_> {
    fn table(&self, features: &[FeatureIx], tiers: &[TierIx]) -> String {
        table(&self.rows(features.iter().copied(), tiers, tiers))
    }

    fn in_language(&self, table: String, _: &str, _: &str) -> String {
        table
    }
}

impl GuideSheet<'_> {
    fn facts<'s>(&'s self, lang: LangIx, tables: Option<&'s dyn Tables>) -> Facts<'s> {
        let home = Home { guide: Some(self.made.guide), folder: &self.folder, anchors: &self.anchors, tables };
        Facts::new(self.sheet.cx, home, lang)
    }

    fn inline(&self, said: Localized<'_, Prose>) -> Line {
        let facts: &dyn Resolver = &self.facts(said.lang, None);
        vec![Span::Markdown(self.sheet.cx.copy_inline(said, facts, self.sheet.copied("p")))]
    }

    fn prose(&self, said: Localized<'_, Prose>, options: Options<'_>, ids: &mut Ids, notes: &str) -> Option<Part> {
        let facts = self.facts(said.lang, Some(self));
        let prose = self.sheet.cx.copy(said, &facts, options, ids, self.sheet.copied(notes));
        (!prose.trim().is_empty()).then_some(Part::Prose(prose))
    }

    pub(super) fn tier_name(&self, tier: TierIx) -> String {
        self.head.labels.get(tier).map(|label| label.bare.clone()).unwrap_or_default()
    }

    pub(super) fn guide(&self) -> Vec<Part> {
        let sheet = self.sheet;
        let mut ids = anchors::ids(self.guide);
        let options = Options { top_heading: 3, ..Options::default() };
        let body = self.words.said(|words| Some(&words.body));
        // The page counts its headings from here on; what is here in the copy comes last, with its notes.
        let _ = body.and_then(|said| self.prose(said, options, &mut ids, "p"));
        sheet.notes.borrow_mut().clear();
        let every: Vec<TierIx> = self.guide.tiers.indices().collect();
        let claims = Claims::whole(self.guide, &every);
        let mut parts = sheet.head(&self.head.title.bare, &self.head.description.text);
        parts.extend(self.words.said(|words| words.verdict.as_ref()).map(|said| Part::Paragraph(self.inline(said))));
        parts.push(sheet.about(Some(self.guide), claims.ages(sheet.cx).checked));
        self.stats(&mut parts);
        parts.push(sheet.heading(2, "table.title"));
        self.tables(&mut parts, 3, self.guide.features.indices().collect(), &every);
        self.provenance(&mut parts, claims);
        for tier in every.iter().copied() {
            let mut about = self.about_tier(tier, 3, &mut ids);
            if !about.is_empty() {
                parts.push(Part::Heading(2, text(self.tier_name(tier))));
                parts.append(&mut about);
            }
        }
        if let Some(body) = body.and_then(|said| self.prose(said, options, &mut anchors::ids(self.guide), "p")) {
            parts.push(sheet.heading(2, "guide.detail"));
            parts.push(body);
        }
        self.sources(&mut parts);
        let pairs = self.pairs(|_| true);
        if !pairs.is_empty() {
            parts.push(sheet.heading(2, "guide.keep_comparing"));
            parts.push(Part::List(pairs));
        }
        parts
    }

    pub(super) fn tier(&self, tier: TierIx) -> Option<Vec<Part>> {
        let sheet = self.sheet;
        let label = self.head.labels.get(tier)?;
        let claims = Claims { guide: self.guide, tiers: &[tier], stats: false };
        let args = [("name", rich(&label.runs)), ("guide", rich(&self.head.title.runs))];
        let mut parts = sheet.head(&label.bare, &sheet.message("tier.description", &args));
        parts.push(sheet.about(Some(self.guide), claims.ages(sheet.cx).checked));
        parts.append(&mut self.about_tier(tier, 2, &mut anchors::ids(self.guide)));
        apart::of_tier(self, tier, &mut parts);
        parts.push(sheet.heading(2, "tier.facts"));
        self.tables(&mut parts, 3, self.guide.features.indices().collect(), &[tier]);
        self.provenance(&mut parts, claims);
        self.sources(&mut parts);
        parts.push(sheet.heading(2, "guide.keep_comparing"));
        let whole = sheet.message("guide.whole", &[("guide", rich(&self.head.title.runs))]);
        let pairs = self.pairs(|pair| pair.a == tier || pair.b == tier);
        parts.push(Part::List(pairs.into_iter().chain(sheet.link(&PageKey::Guide(self.made.guide), whole)).collect()));
        Some(parts)
    }

    pub(super) fn pair(&self, ix: usize) -> Option<Vec<Part>> {
        let sheet = self.sheet;
        let of = *self.guide.pairs.get(ix)?;
        let claims = Claims { guide: self.guide, tiers: &[of.a, of.b], stats: false };
        let (a, b) = (self.head.labels.get(of.a)?, self.head.labels.get(of.b)?);
        let args = [("a", rich(&a.runs)), ("b", rich(&b.runs)), ("guide", rich(&self.head.title.runs))];
        let rows = compare::pair(self.guide, of.a, of.b);
        let mut parts = sheet.head(&self.head.pair_names.get(ix)?.bare, &sheet.message("pair.description", &args));
        parts.push(Part::Paragraph(text(sheet.cx.copied(&pair::summary(sheet.cx, &rows)))));
        parts.push(Part::Paragraph(text(sheet.cx.copied(&reason::gist(sheet.cx, &self.words, &self.made.table, of)))));
        parts.push(sheet.about(Some(self.guide), claims.ages(sheet.cx).checked));
        let list = |key, rows: Vec<FeatureIx>, parts: &mut Vec<Part>| {
            if !rows.is_empty() {
                parts.push(sheet.heading(2, key));
                self.tables(parts, 3, rows, &[of.a, of.b]);
            }
        };
        list("pair.different", rows.different, &mut parts);
        apart::of_pair(self, of, &mut parts);
        list("pair.same", rows.same, &mut parts);
        list("pair.incomparable", rows.incomparable, &mut parts);
        list("pair.unknown", rows.unknown, &mut parts);
        self.provenance(&mut parts, claims);
        self.sources(&mut parts);
        parts.push(sheet.heading(2, "guide.keep_comparing"));
        let whole = sheet.message("guide.whole", &[("guide", rich(&self.head.title.runs))]);
        let others = self.pairs(|pair| *pair != of && [of.a, of.b].iter().any(|tier| [pair.a, pair.b].contains(tier)));
        parts.push(Part::List(others.into_iter().chain(sheet.link(&PageKey::Guide(self.made.guide), whole)).collect()));
        Some(parts)
    }

    /// A tier in its own words: what it is and for whom, its price, pros, cons and prose.
    fn about_tier(&self, tier: TierIx, level: u8, ids: &mut Ids) -> Vec<Part> {
        let sheet = self.sheet;
        let mut parts = Vec::new();
        let inline =
            |pick: fn(&TierWords) -> Option<&Prose>| self.words.of_tier(tier, pick).map(|said| self.inline(said));
        parts.extend(inline(|words| words.tagline.as_ref()).map(Part::Paragraph));
        parts.extend(inline(|words| words.audience.as_ref()).map(Part::Paragraph));
        let mut lines = self.pros_cons(tier, level);
        let prefix = anchors::tier_prefix(self.guide, tier);
        let options = Options { top_heading: level, ..anchors::tier_options(&prefix) };
        let body = self.words.of_tier(tier, |words| Some(&words.body));
        parts.extend(body.and_then(|said| self.prose(said, options, ids, &prefix)));
        parts.append(&mut lines);
        let links = self.guide.tier(tier).map(|tier| (&tier.url, &tier.links));
        if let Some((Some(official), _)) = links {
            let text = sheet.message("link.official", &[]);
            parts.push(Part::Paragraph(vec![Span::Link { text, url: official.clone() }]));
        }
        parts
    }

    /// When to choose a tier and when not, in its author's words.
    pub(super) fn pros_cons(&self, tier: TierIx, level: u8) -> Vec<Part> {
        let lists: [(&'static str, TierList); 2] =
            [("tier.choose_if", |words| &words.pros), ("tier.look_elsewhere_if", |words| &words.cons)];
        let mut parts = Vec::new();
        for (key, pick) in lists {
            let said = self
                .guide
                .said_of_tier(self.words.lang, tier, |words| Some(pick(words)).filter(|list| !list.is_empty()));
            if let Some(said) = said {
                parts.push(self.sheet.heading(level, key));
                let line = |what| self.inline(Localized { what, lang: said.lang });
                parts.push(Part::List(said.what.iter().map(line).collect()));
            }
        }
        parts
    }

    fn stats(&self, parts: &mut Vec<Part>) {
        let (sheet, guide) = (self.sheet, self.guide);
        if guide.stats.is_empty() {
            return;
        }
        let lines = guide.stats.iter().map(|stat| {
            let statement = stat.cell.first();
            let unit = stat.unit.as_ref().map(|unit| unit.value.as_str());
            let value = statement.value.phrase(stat.kind, unit, stat.notation());
            let value = bounded(statement.bound, stat.kind.info().starts_at, value);
            let figure = sheet.cx.copied(&sheet.cx.format(&value, Scope::stat(guide, stat)));
            let caption = self.words.said(|words| words.stats.get(&stat.id)).map(|said| sheet.cx.name(said).text);
            let mut line = sheet.joined([vec![Span::Strong(figure)], caption.map(text).unwrap_or_default()]);
            line.extend(self.cited(statement));
            if let Some(date) = statement.checked.filter(|checked| is_stale(guide, *checked)) {
                line = sheet.joined([line, text(sheet.dated("cell.stale", date))]);
            }
            line
        });
        parts.push(sheet.heading(2, "stat.title"));
        parts.push(Part::List(lines.collect()));
    }

    /// A table for each group of these rows. A tier's page shows its values as they are among those of all tiers.
    fn tables(&self, parts: &mut Vec<Part>, level: u8, rows: Vec<FeatureIx>, tiers: &[TierIx]) {
        let all: Vec<TierIx> = self.guide.tiers.indices().collect();
        let among = if tiers.len() > 1 { tiers } else { &all };
        for group in self.guide.groups.indices() {
            let of_group = |ix: &FeatureIx| self.guide.feature(*ix).is_some_and(|feature| feature.group == group);
            let mut rows = rows.iter().copied().filter(of_group).peekable();
            if rows.peek().is_some() {
                parts.push(Part::Heading(level, text(self.words.group(self.sheet.cx, group).bare)));
                parts.push(Part::Table(self.rows(rows, tiers, among)));
            }
        }
    }

    /// `among`: the tiers that a best value is the best of.
    fn rows(&self, rows: impl Iterator<Item = FeatureIx>, tiers: &[TierIx], among: &[TierIx]) -> MarkdownTable {
        let sheet = self.sheet;
        let head = std::iter::once(sheet.message("table.feature", &[]));
        let rows = rows.map(|ix| {
            let best = compare::best_among(self.guide, ix, among);
            let cells = tiers.iter().map(|tier| self.cell(ix, *tier, best.contains(tier)));
            std::iter::once(self.row_head(ix)).chain(cells).collect()
        });
        MarkdownTable {
            rows: rows.collect(),
            head: head.chain(tiers.iter().map(|tier| self.tier_name(*tier))).map(text).collect(),
        }
    }

    fn row_head(&self, ix: FeatureIx) -> Line {
        let name = self.words.feature(self.sheet.cx, ix).bare;
        let Some(feature) = self.guide.feature(ix) else { return text(name) };
        let mut line = match &feature.url {
            Some(url) => vec![Span::Link { text: name, url: url.clone() }],
            None => text(name),
        };
        if let Some(help) = self.words.said(|words| words.labels.features.get(&feature.id)?.help.as_ref()) {
            line.push(self.sheet.note(self.inline(help)));
        }
        line
    }

    fn cell(&self, ix: FeatureIx, tier: TierIx, best: bool) -> Line {
        let sheet = self.sheet;
        let cell = self.guide.cell(ix, tier);
        let Some(cell) = cell else { return text(sheet.message("value.unknown", &[])) };
        let statements = cell.statements.iter().enumerate();
        let said = statements.map(|(at, statement)| self.statement(statement, ix, tier, at, best && at == 0));
        sheet.joined(said.chain([self.origin(cell, ix, tier)]))
    }

    /// Whose word a cell repeats, where it is not its own.
    fn origin(&self, cell: &Cell, ix: FeatureIx, tier: TierIx) -> Line {
        let cx = self.sheet.cx;
        match cell.origin {
            // What is not known follows from nothing.
            Origin::Parent(_) if cell.first().value == Value::Unknown => Line::new(),
            Origin::Parent(row) => {
                let row = self.words.feature(cx, row);
                text(self.sheet.message("cell.follows", &[("feature", rich(&row.runs))]))
            }
            Origin::Tier(_) => match self.head.labels.get(speaking_tier(self.guide, ix, tier)) {
                Some(from) => text(self.sheet.message("cell.inherited", &[("tier", rich(&from.runs))])),
                None => Line::new(),
            },
            Origin::Own => Line::new(),
        }
    }

    fn statement(&self, statement: &Statement, ix: FeatureIx, tier: TierIx, at: usize, best: bool) -> Line {
        let sheet = self.sheet;
        let speaker = speaking_tier(self.guide, ix, tier);
        let bare = self.made.table.bare(ix, tier).and_then(|bare| bare.get(at));
        let id = self.guide.feature(ix).map_or("", |feature| feature.id.as_str());
        let whole = bare.map(|bare| bare.whole.clone()).unwrap_or_default();
        let mut value = match &statement.value {
            Value::Text(Text::Words) => self
                .words
                .of_tier(speaker, |words| words.text.get(id))
                .map_or_else(|| text(whole), |said| self.inline(said)),
            value => match value.url() {
                Some(url) => vec![Span::Link { text: whole, url: url.to_owned() }],
                None => text(whole),
            },
        };
        let of = bare.and_then(|bare| bare.variant.as_ref().filter(|variant| adds_to(variant, &bare.text)));
        if let Some(variant) = of {
            value.push(Span::Text(format!(" ({variant})")));
        }
        let said = |key: &'static str| text(sheet.message(key, &[]));
        let times = bare.map(|bare| bare.times.as_slice()).unwrap_or_default();
        let rest = [
            self.guide.feature(ix).filter(|_| best).and_then(best_key).map(said).unwrap_or_default(),
            match statement.grade {
                Some(Grade::Good) => said("grade.good"),
                Some(Grade::Fair) => said("grade.fair"),
                Some(Grade::Poor) => said("grade.poor"),
                None => Line::new(),
            },
            match statement.checked.filter(|checked| is_stale(self.guide, *checked)) {
                Some(date) => text(sheet.dated("cell.stale", date)),
                None => Line::new(),
            },
        ];
        let mut line = sheet.joined([value].into_iter().chain(times.iter().cloned().map(text)).chain(rest));
        let shared = statement.notes.shared.iter();
        let shared = shared.filter_map(|note| self.words.said(|words| words.labels.notes.get(&note.value)));
        let own = statement.notes.own.then(|| self.words.of_tier(speaker, |words| words.notes.get(id))).flatten();
        line.extend(shared.chain(own).map(|said| sheet.note(self.inline(said))));
        if !statement.sources_inherited {
            line.extend(self.cited(statement));
        }
        line
    }

    /// The numbers of a statement's sources, each leading to its place there.
    fn cited(&self, statement: &Statement) -> Vec<Span> {
        let mut spans = Vec::new();
        for citation in &statement.sources {
            let Some(number) = source::number_of(self.guide, &citation.source) else { continue };
            let url = self.guide.sources.get(&citation.source).and_then(|source| source.url.as_deref());
            let text = format!("[{number}]");
            spans.push(Span::Text(" ".to_owned()));
            spans.push(match (url, &citation.place) {
                (Some(url), Some(place)) => Span::Link { text, url: source::at_place(url, place) },
                (Some(url), None) => Span::Link { text, url: url.to_owned() },
                (None, _) => Span::Text(text),
            });
        }
        spans
    }

    /// What cells without a number rest on, and when the facts were checked.
    fn provenance(&self, parts: &mut Vec<Part>, claims: Claims<'_>) {
        let sheet = self.sheet;
        let bracketed = |number: usize| StyledText::value(format!("[{number}]"));
        if let Some(only) = source::only_source(self.guide, claims.tiers) {
            let only = rich(&bracketed(usize::try_from(only).unwrap_or_default()));
            let only = sheet.cx.message("cell.sources", &[("n", number(1)), ("numbers", only)]);
            let only = rich(&only);
            parts.push(Part::Paragraph(text(sheet.message("source.every_cell", &[("source", only)]))));
        } else {
            let uses = source::uses(self.guide, claims.tiers, claims.stats).into_iter().enumerate();
            let given = uses.filter(|(_, of)| of.inherited > 0).map(|(at, _)| bracketed(at + 1));
            let given = joined(given, &StyledText::words(" "));
            if !given.runs.is_empty() {
                let line = sheet.message("source.other_cells", &[("sources", rich(&given))]);
                parts.push(Part::Paragraph(text(line)));
            }
        }
        let ages = claims.ages(sheet.cx);
        let said = [ages.checked, ages.undated, ages.stale].into_iter().flatten();
        parts.extend(said.map(|said| Part::Paragraph(text(sheet.cx.copied(&said)))));
        if sheet.cx.context.site.config.outputs.data
            && let Some(page) = sheet.cx.context.plan.find(&PageKey::Guide(self.made.guide), sheet.cx.lang)
        {
            let plan = &sheet.cx.context.plan;
            let file = |name: &str, text: &str| Span::Link {
                text: text.to_owned(),
                url: plan.pages.get(page).map(|page| plan.base.absolute(&page.route.file(name))).unwrap_or_default(),
            };
            let mut line = text(sheet.message("data.take", &[]));
            for (name, shown) in [("data.csv", "CSV"), ("data.json", "JSON")] {
                line.push(Span::Text(" ".to_owned()));
                line.push(file(name, shown));
            }
            parts.push(Part::Paragraph(line));
        }
    }

    fn sources(&self, parts: &mut Vec<Part>) {
        let sheet = self.sheet;
        let sources = source::bare(sheet.cx, &self.words);
        if sources.is_empty() {
            return;
        }
        let lines = sources.into_iter().map(|source| {
            let title = source.title.clone().or_else(|| source.url.clone()).unwrap_or_else(|| source.id.clone());
            let title = match source.url.clone() {
                Some(url) => Span::Link { text: title, url },
                None => Span::Text(title),
            };
            let archived =
                source.archived.map(|url| vec![Span::Link { text: sheet.message("source.archived", &[]), url }]);
            let accessed = source.accessed.map(|date| text(sheet.dated("source.accessed", date)));
            let parts = [source.author.map(text), source.publisher.map(text), accessed, archived];
            sheet.joined(std::iter::once(vec![title]).chain(parts.into_iter().flatten()))
        });
        parts.push(sheet.heading(2, "source.title"));
        parts.push(Part::Numbered(lines.collect()));
    }

    fn pairs(&self, takes: impl Fn(&mizan_model::Pair) -> bool) -> Vec<Line> {
        let pairs = self.guide.pairs.iter().zip(&self.head.pair_names).enumerate();
        pairs
            .filter(|(_, (pair, _))| takes(pair))
            .filter_map(|(ix, (_, name))| self.sheet.link(&PageKey::Pair(self.made.guide, ix), name.bare.clone()))
            .collect()
    }
}
