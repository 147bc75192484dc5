//! What the copies of pages in Markdown are made from: facts and words, in the order in which the pages
//! have them, and the lists of pages for language models.

use std::cell::RefCell;

use super::anchors::{self, Anchors};
use super::card::GuideHead;
use super::cell::{is_stale, speaking_tier};
use super::guide::{GuideInLanguage, checked};
use super::label::Words;
use super::pen::{Pen, joined, rich};
use super::shelf::{LanguageShelf, Shelf, folder_of};
use super::{Press, linked, pair, site, source, title};
use crate::locale::{Argument, Scope};
use crate::markup::{Copied, Ids, Options, Resolver};
use crate::model::value::{Text, bounded};
use crate::model::{
    Date, FeatureIx, FeatureType, Grade, Guide, GuideIx, LangIx, Phrase, Prose, Rich, Said, Statement, TierIx,
    TierWords, Value, When, compare,
};
use crate::output::llms::{ListedLink, Listing};
use crate::output::markdown::{Copy, Line, Part, Span, Table, table};
use crate::plan::{GUIDES_A_PAGE, Page, PageIx, PageKey};
use crate::render::resolver::{Facts, Home, Tables};

/// The copy of a page. Pages of a guide want what was made of it in the page's language, as
/// [`page`](super::page) does. `None` where there is no such page, or it has no copy.
pub fn copy(press: &Press<'_>, shelf: &Shelf, guide: Option<&GuideInLanguage>, ix: PageIx) -> Option<Copy> {
    let page = press.plan.pages.get(ix)?;
    let pen = Pen::new(press, page.lang)?;
    let language = shelf.language(page.lang)?;
    let address = url::Url::parse(&linked::url(press, ix)).ok()?;
    let sheet = Sheet { pen: &pen, language, page, address, notes: RefCell::default() };
    let wanted = |of: GuideIx| guide.filter(|guide| guide.guide == of && guide.lang == page.lang);
    let parts = match &page.key {
        PageKey::Home { number } => sheet.home(*number)?,
        PageKey::Tag(tag) => sheet.tag(tag),
        PageKey::Standalone(id) => sheet.standalone(id)?,
        PageKey::Guide(of) => sheet.of_guide(wanted(*of)?)?.guide(),
        PageKey::Tier(of, tier) => sheet.of_guide(wanted(*of)?)?.tier(*tier)?,
        PageKey::Pair(of, pair) => sheet.of_guide(wanted(*of)?)?.pair(*pair)?,
        PageKey::Languages | PageKey::Embed(_) | PageKey::NotFound => return None,
    };
    Some(Copy { parts, notes: sheet.notes.take() })
}

/// A list of texts of a tier.
type Lists = fn(&TierWords) -> &Vec<Prose>;

fn text(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}

/// One page's copy in the making.
struct Sheet<'a> {
    pen: &'a Pen<'a>,
    language: &'a LanguageShelf,
    page: &'a Page,
    /// The page's own.
    address: url::Url,
    notes: RefCell<Vec<Line>>,
}

impl<'a> Sheet<'a> {
    fn message(&self, key: &'static str, args: &[(&str, Argument)]) -> String {
        self.pen.message(key, args).bare()
    }

    fn heading(&self, level: u8, key: &'static str) -> Part {
        Part::Heading(level, text(self.message(key, &[])))
    }

    fn separator(&self) -> Span {
        Span::Text(self.message("list.counts_separator", &[]))
    }

    /// Things said one after the other.
    fn joined(&self, lines: impl IntoIterator<Item = Line>) -> Line {
        let mut whole = Line::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !whole.is_empty() {
                whole.push(self.separator());
            }
            whole.extend(line);
        }
        whole
    }

    fn dated(&self, key: &'static str, date: Date) -> String {
        let date = Rich::value(self.pen.speaker().locale().date(date));
        self.message(key, &[("date", rich(&date))])
    }

    fn copied<'c>(&'c self, notes: &'c str) -> Copied<'c> {
        Copied { page: &self.address, notes }
    }

    /// A footnote; the same words get the same number.
    fn note(&self, line: Line) -> Span {
        let mut notes = self.notes.borrow_mut();
        let at = notes.iter().position(|known| *known == line).unwrap_or_else(|| {
            notes.push(line);
            notes.len() - 1
        });
        Span::Note(at + 1)
    }

    fn head(&self, title: &str, description: &str) -> Vec<Part> {
        vec![Part::Heading(1, text(title)), Part::Quotation(text(description))]
    }

    /// Where the page is, who made it and when.
    fn about(&self, guide: Option<&Guide>) -> Part {
        let mut lines = vec![vec![Span::Url(self.address.as_str().to_owned())]];
        let people = |ids: &[crate::source::Spanned<String>]| {
            self.pen.list(ids.iter().map(|id| Rich::value(site::person(self.pen, &id.value).name_plain)).collect())
        };
        if let Some(guide) = guide {
            if !guide.authors.is_empty() {
                lines.push(text(self.message("page.by", &[("names", rich(&people(&guide.authors)))])));
            }
            if let Some(ids) = guide.translators.get(&self.page.lang).filter(|ids| !ids.is_empty()) {
                lines.push(text(self.message("page.translated_by", &[("names", rich(&people(ids)))])));
            }
        }
        if let Some(date) = self.page.published {
            lines.push(text(self.dated("date.published", date)));
        }
        if let Some(date) = self.page.updated.filter(|date| self.page.published.is_some_and(|other| other != *date)) {
            lines.push(text(self.dated("date.updated", date)));
        }
        if let Some(date) = guide.and_then(checked) {
            lines.push(text(self.dated("date.facts_checked", date)));
        }
        Part::List(lines)
    }

    fn link(&self, key: &PageKey, name: String) -> Option<Line> {
        let page = self.pen.press.plan.find(key, self.pen.lang)?;
        Some(vec![Span::Link { text: name, url: linked::url(self.pen.press, page) }])
    }

    fn guides<'h>(&self, heads: impl Iterator<Item = &'h GuideHead>) -> Part {
        let entry = |head: &GuideHead| {
            let mut line = self.link(&PageKey::Guide(head.guide), head.title.bare.clone())?;
            line.push(Span::Text(format!(": {}", head.description.text)));
            Some(line)
        };
        Part::List(heads.filter_map(entry).collect())
    }

    /// Blocks of a text that belongs to no guide.
    fn prose(&self, folder: &str, body: &Prose) -> Part {
        let anchors = Anchors::default();
        let home = Home { guide: None, folder, anchors: &anchors, tables: None };
        let lang = self.pen.lang;
        let facts = Facts::new(self.pen, home, lang);
        let said = Said { what: body, lang };
        Part::Prose(self.pen.copy(said, &facts, Options::default(), &mut Ids::default(), self.copied("p")))
    }

    fn home(&self, number: u32) -> Option<Vec<Part>> {
        let site = &self.language.site;
        let words = self.pen.press.site.pages.get("home").and_then(|words| words.get(&self.pen.lang));
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        let name = |prose: &Prose| self.pen.name(Said { what: prose, lang: self.pen.lang }).text;
        let mut parts = match words {
            Some(words) => self.head(&name(&words.title), &name(&words.description)),
            None => self.head(&site.title.bare, &site.description.bare),
        };
        parts.push(self.about(None));
        parts.push(self.heading(2, "home.guides"));
        parts.push(self.guides(self.language.heads.iter().skip(at * GUIDES_A_PAGE).take(GUIDES_A_PAGE)));
        if let Some(words) = words.filter(|_| number == 1) {
            parts.push(self.prose("content/pages/home/", &words.body));
        }
        Some(parts)
    }

    fn tag(&self, tag: &str) -> Vec<Part> {
        let name = site::tag_label(self.pen, tag);
        let args = [("name", rich(&name.runs))];
        let carriers = self.pen.press.plan.tags.get(self.pen.lang).and_then(|tags| tags.get(tag));
        let heads = carriers.into_iter().flatten().filter_map(|guide| self.language.heads.get(*guide));
        let mut parts = self.head(&self.message("tag.title", &args), &self.message("tag.description", &args));
        parts.push(self.about(None));
        parts.push(self.guides(heads));
        parts
    }

    fn standalone(&self, id: &str) -> Option<Vec<Part>> {
        let words = self.pen.press.site.pages.get(id)?.get(&self.pen.lang)?;
        let name = |prose: &Prose| self.pen.name(Said { what: prose, lang: self.pen.lang }).text;
        let mut parts = self.head(&name(&words.title), &name(&words.description));
        parts.push(self.about(None));
        parts.push(self.prose(&format!("content/pages/{id}/"), &words.body));
        Some(parts)
    }

    fn of_guide<'s>(&'s self, made: &'s GuideInLanguage) -> Option<GuideSheet<'s>> {
        let guide = self.pen.press.site.guides.get(made.guide)?;
        Some(GuideSheet {
            sheet: self,
            made,
            guide,
            head: self.language.heads.get(made.guide)?,
            words: Words { guide, lang: self.pen.lang },
            folder: folder_of(guide),
            anchors: Anchors::of_guide(guide),
        })
    }
}

/// The copy of one of a guide's pages.
struct GuideSheet<'a> {
    sheet: &'a Sheet<'a>,
    made: &'a GuideInLanguage,
    guide: &'a Guide,
    head: &'a GuideHead,
    words: Words<'a>,
    folder: String,
    anchors: Anchors,
}

/// A table of facts in prose.
impl Tables for GuideSheet<'_> {
    fn table(&self, features: &[FeatureIx], tiers: &[TierIx]) -> String {
        table(&self.rows(features.iter().copied(), tiers))
    }

    fn in_language(&self, table: String, _: &str, _: &str) -> String {
        table
    }
}

impl GuideSheet<'_> {
    fn facts(&self, lang: LangIx, tables: bool) -> Facts<'_> {
        let tables: Option<&dyn Tables> = if tables { Some(self) } else { None };
        let home = Home { guide: Some(self.made.guide), folder: &self.folder, anchors: &self.anchors, tables };
        Facts::new(self.sheet.pen, home, lang)
    }

    fn inline(&self, said: Said<'_, Prose>) -> Line {
        let facts: &dyn Resolver = &self.facts(said.lang, false);
        vec![Span::Markdown(self.sheet.pen.copy_inline(said, facts, self.sheet.copied("p")))]
    }

    fn prose(&self, said: Said<'_, Prose>, options: Options<'_>, ids: &mut Ids, notes: &str) -> Option<Part> {
        let facts = self.facts(said.lang, true);
        let prose = self.sheet.pen.copy(said, &facts, options, ids, self.sheet.copied(notes));
        (!prose.trim().is_empty()).then_some(Part::Prose(prose))
    }

    fn tier_name(&self, tier: TierIx) -> String {
        self.head.labels.get(tier).map(|label| label.bare.clone()).unwrap_or_default()
    }

    fn guide(&self) -> Vec<Part> {
        let sheet = self.sheet;
        let mut ids = anchors::ids(self.guide);
        let options = Options { top_heading: 3, ..Options::default() };
        let body = self.words.said(|words| Some(&words.body));
        // The page counts its headings from here on; what stands here in the copy comes last, with its notes.
        let _ = body.and_then(|said| self.prose(said, options, &mut ids, "p"));
        sheet.notes.borrow_mut().clear();
        let mut parts = sheet.head(&self.head.title.bare, &self.head.description.text);
        parts.extend(self.words.said(|words| words.verdict.as_ref()).map(|said| Part::Paragraph(self.inline(said))));
        parts.push(sheet.about(Some(self.guide)));
        self.stats(&mut parts);
        parts.push(sheet.heading(2, "table.title"));
        let every: Vec<TierIx> = (0..self.guide.tiers.len()).collect();
        self.tables(&mut parts, 3, (0..self.guide.features.len()).collect(), &every);
        self.provenance(&mut parts);
        for tier in every {
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

    fn tier(&self, tier: TierIx) -> Option<Vec<Part>> {
        let sheet = self.sheet;
        let label = self.head.labels.get(tier)?;
        let args = [("name", rich(&label.runs)), ("guide", rich(&self.head.title.runs))];
        let mut parts = sheet.head(&label.bare, &sheet.message("tier.description", &args));
        parts.push(sheet.about(Some(self.guide)));
        parts.append(&mut self.about_tier(tier, 2, &mut anchors::ids(self.guide)));
        parts.push(sheet.heading(2, "tier.facts"));
        self.tables(&mut parts, 3, (0..self.guide.features.len()).collect(), &[tier]);
        self.provenance(&mut parts);
        self.sources(&mut parts);
        parts.push(sheet.heading(2, "guide.keep_comparing"));
        let whole = sheet.message("guide.whole", &[("guide", rich(&self.head.title.runs))]);
        let pairs = self.pairs(|pair| pair.a == tier || pair.b == tier);
        parts.push(Part::List(pairs.into_iter().chain(sheet.link(&PageKey::Guide(self.made.guide), whole)).collect()));
        Some(parts)
    }

    fn pair(&self, ix: usize) -> Option<Vec<Part>> {
        let sheet = self.sheet;
        let of = *self.guide.pairs.get(ix)?;
        let (a, b) = (self.head.labels.get(of.a)?, self.head.labels.get(of.b)?);
        let args = [("a", rich(&a.runs)), ("b", rich(&b.runs)), ("guide", rich(&self.head.title.runs))];
        let rows = compare::pair(self.guide, of.a, of.b);
        let mut parts = sheet.head(&self.head.pair_names.get(ix)?.bare, &sheet.message("pair.description", &args));
        parts.push(Part::Paragraph(text(pair::summary(sheet.pen, &rows).bare())));
        parts.push(sheet.about(Some(self.guide)));
        for (key, rows) in
            [("pair.different", rows.different), ("pair.same", rows.same), ("pair.unknown", rows.unknown)]
        {
            if !rows.is_empty() {
                parts.push(sheet.heading(2, key));
                self.tables(&mut parts, 3, rows, &[of.a, of.b]);
            }
        }
        self.provenance(&mut parts);
        self.sources(&mut parts);
        let whole = sheet.message("guide.whole", &[("guide", rich(&self.head.title.runs))]);
        parts.extend(sheet.link(&PageKey::Guide(self.made.guide), whole).map(Part::Paragraph));
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
        let lists: [(&str, Lists); 2] =
            [("tier.choose_if", |words| &words.pros), ("tier.look_elsewhere_if", |words| &words.cons)];
        let mut lines = Vec::new();
        for (key, pick) in lists {
            let said = self
                .guide
                .said_of_tier(self.words.lang, tier, |words| Some(pick(words)).filter(|list| !list.is_empty()));
            if let Some(said) = said {
                lines.push(sheet.heading(level, key));
                let line = |what| self.inline(Said { what, lang: said.lang });
                lines.push(Part::List(said.what.iter().map(line).collect()));
            }
        }
        let prefix = anchors::tier_prefix(self.guide, tier);
        let options = Options { top_heading: level, ..anchors::tier_options(&prefix) };
        let body = self.words.of_tier(tier, |words| Some(&words.body));
        parts.extend(body.and_then(|said| self.prose(said, options, ids, &prefix)));
        parts.append(&mut lines);
        let links = self.guide.tiers.get(tier).map(|tier| (&tier.url, &tier.links));
        if let Some((Some(official), _)) = links {
            let text = sheet.message("link.official", &[]);
            parts.push(Part::Paragraph(vec![Span::Link { text, url: official.clone() }]));
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
            let value = statement.value.phrase(stat.kind, unit, stat.compact);
            let value = bounded(statement.bound, stat.kind == FeatureType::Money, value);
            let figure = sheet.pen.say(&value, Scope::stat(guide, stat)).bare();
            let caption = self.words.said(|words| words.stats.get(&stat.id)).map(|said| sheet.pen.name(said).text);
            let mut line = sheet.joined([vec![Span::Strong(figure)], caption.map(text).unwrap_or_default()]);
            line.extend(self.cited(statement));
            line
        });
        parts.push(sheet.heading(2, "stat.title"));
        parts.push(Part::List(lines.collect()));
    }

    /// A table for each group of these rows.
    fn tables(&self, parts: &mut Vec<Part>, level: u8, rows: Vec<FeatureIx>, tiers: &[TierIx]) {
        for group in 0..self.guide.groups.len() {
            let of_group = |ix: &FeatureIx| self.guide.features.get(*ix).is_some_and(|feature| feature.group == group);
            let mut rows = rows.iter().copied().filter(of_group).peekable();
            if rows.peek().is_some() {
                parts.push(Part::Heading(level, text(self.words.group(self.sheet.pen, group).bare)));
                parts.push(Part::Table(self.rows(rows, tiers)));
            }
        }
    }

    fn rows(&self, rows: impl Iterator<Item = FeatureIx>, tiers: &[TierIx]) -> Table {
        let sheet = self.sheet;
        let head = std::iter::once(sheet.message("table.feature", &[]));
        let rows = rows.map(|ix| {
            let cells = tiers.iter().map(|tier| self.cell(ix, *tier));
            std::iter::once(self.row_head(ix)).chain(cells).collect()
        });
        Table {
            rows: rows.collect(),
            head: head.chain(tiers.iter().map(|tier| self.tier_name(*tier))).map(text).collect(),
        }
    }

    fn row_head(&self, ix: FeatureIx) -> Line {
        let name = self.words.feature(self.sheet.pen, ix).bare;
        let Some(feature) = self.guide.features.get(ix) else { return text(name) };
        let mut line = match &feature.url {
            Some(url) => vec![Span::Link { text: name, url: url.clone() }],
            None => text(name),
        };
        if let Some(help) = self.words.said(|words| words.labels.features.get(&feature.id)?.help.as_ref()) {
            line.push(self.sheet.note(self.inline(help)));
        }
        line
    }

    fn cell(&self, ix: FeatureIx, tier: TierIx) -> Line {
        let sheet = self.sheet;
        let cell = self.guide.tiers.get(tier).and_then(|tier| tier.cells.get(ix)?.as_ref());
        let Some(cell) = cell else { return text(sheet.message("value.unknown", &[])) };
        let best = self.made.table.cell(ix, tier).is_some_and(|cell| cell.best && cell.kind != "support");
        let statements = cell.statements.iter().enumerate();
        sheet.joined(statements.map(|(at, statement)| self.statement(statement, ix, tier, at, best && at == 0)))
    }

    fn statement(&self, statement: &Statement, ix: FeatureIx, tier: TierIx, at: usize, best: bool) -> Line {
        let sheet = self.sheet;
        let speaker = speaking_tier(self.guide, tier, ix);
        let bare = self.made.table.bare.get(ix).and_then(|tiers| tiers.get(tier)?.get(at));
        let id = self.guide.features.get(ix).map_or("", |feature| feature.id.as_str());
        let whole = bare.map(|bare| bare.whole.clone()).unwrap_or_default();
        let mut value = match &statement.value {
            Value::Text(Text::Words) => self
                .words
                .of_tier(speaker, |words| words.text.get(id))
                .map_or_else(|| text(whole), |said| self.inline(said)),
            Value::Link(link) => vec![Span::Link { text: whole, url: link.url.clone() }],
            _ => text(whole),
        };
        if let Some(variant) = bare.and_then(|bare| bare.variant.as_ref()) {
            value.push(Span::Text(format!(" ({variant})")));
        }
        let said = |key: &'static str| text(sheet.message(key, &[]));
        let mut line = sheet.joined([
            value,
            statement.since.as_ref().map(|when| self.when("cell.since", when)).unwrap_or_default(),
            statement.until.as_ref().map(|when| self.when("cell.until", when)).unwrap_or_default(),
            if best { said("cell.best") } else { Line::new() },
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
        ]);
        let shared = statement.notes.shared.iter();
        let shared = shared.filter_map(|note| self.words.said(|words| words.labels.notes.get(&note.value)));
        let own = statement.notes.own.then(|| self.words.of_tier(speaker, |words| words.notes.get(id))).flatten();
        line.extend(shared.chain(own).map(|said| sheet.note(self.inline(said))));
        if !statement.sources_inherited {
            line.extend(self.cited(statement));
        }
        line
    }

    fn when(&self, key: &'static str, when: &When) -> Line {
        let when = match when {
            When::Date(date) => self.sheet.pen.say(&Phrase::Date(*date), Scope::site()),
            When::Version(version) => self.sheet.pen.literal(version),
        };
        text(self.sheet.message(key, &[("when", rich(&when))]))
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
    fn provenance(&self, parts: &mut Vec<Part>) {
        let sheet = self.sheet;
        let number = |number: usize| Rich::value(format!("[{number}]"));
        if let Some(only) = source::only_source(self.guide) {
            let only = rich(&number(usize::try_from(only).unwrap_or_default()));
            parts.push(Part::Paragraph(text(sheet.message("source.every_cell", &[("source", only)]))));
        } else {
            let counts = source::counts(self.guide).into_iter().enumerate();
            let given = counts.filter(|(_, (_, inherited))| *inherited > 0).map(|(at, _)| number(at + 1));
            let given = joined(given, &Rich::words(" "));
            if !given.runs.is_empty() {
                let line = sheet.message("source.other_cells", &[("sources", rich(&given))]);
                parts.push(Part::Paragraph(text(line)));
            }
        }
        if let Some(date) = checked(self.guide) {
            parts.push(Part::Paragraph(text(sheet.dated("date.checked", date))));
        }
        if sheet.pen.press.site.config.outputs.data
            && let Some(page) = sheet.pen.press.plan.find(&PageKey::Guide(self.made.guide), sheet.pen.lang)
        {
            let plan = sheet.pen.press.plan;
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
        let sources = source::bare(sheet.pen, &self.words);
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

    fn pairs(&self, takes: impl Fn(&crate::model::Pair) -> bool) -> Vec<Line> {
        let pairs = self.guide.pairs.iter().zip(&self.head.pair_names).enumerate();
        pairs
            .filter(|(_, (pair, _))| takes(pair))
            .filter_map(|(ix, (_, name))| self.sheet.link(&PageKey::Pair(self.made.guide, ix), name.bare.clone()))
            .collect()
    }
}

/// The list of a language's pages for language models; `None` stands for the root, which lists the languages.
pub fn llms(press: &Press<'_>, shelf: &Shelf, lang: Option<LangIx>) -> Option<Listing> {
    let default = press.site.config.default_language;
    let pen = Pen::new(press, lang.unwrap_or(default))?;
    let language = shelf.language(pen.lang)?;
    let mut listing = Listing {
        title: language.site.title.bare.clone(),
        description: language.site.description.bare.clone(),
        sections: Vec::new(),
    };
    let said = |key: &'static str| pen.message(key, &[]).bare();
    // To the copy in Markdown, where there is one.
    let address = |page: PageIx| {
        let planned = press.plan.pages.get(page)?;
        let copy = press.plan.copy(press.site, planned);
        Some(copy.map_or_else(|| press.plan.absolute(page), |copy| press.plan.base.absolute(&copy)))
    };
    if lang.is_some() {
        let guides = language.heads.iter().filter_map(|head| {
            let page = press.plan.find(&PageKey::Guide(head.guide), pen.lang)?;
            let shown = press.plan.pages.get(page).filter(|page| page.indexed)?;
            let original = shown.original.is_none();
            let url = address(page).filter(|_| original)?;
            Some(ListedLink { name: head.title.bare.clone(), url, note: head.description.text.clone() })
        });
        listing.sections.push((said("home.guides"), guides.collect()));
        let pages = press.plan.pages.iter().enumerate().filter_map(|(ix, page)| {
            let PageKey::Standalone(id) = &page.key else { return None };
            let words = press.site.pages.get(id)?.get(&page.lang).filter(|_| page.lang == pen.lang && page.indexed)?;
            let note = pen.name(Said { what: &words.description, lang: pen.lang }).text;
            Some(ListedLink { name: title::of_page(&pen, &language.heads, ix).bare, url: address(ix)?, note })
        });
        listing.sections.push((said("nav.pages"), pages.collect()));
    }
    let at_root = press.site.config.default_at_root;
    if lang.is_none() || (at_root && lang == Some(default)) {
        let others = (0..press.locales.len()).filter(|other| Some(*other) != lang).filter_map(|other| {
            let site = &shelf.language(other)?.site;
            let route = crate::plan::Plan::language_root(press.site, other).file(crate::plan::LLMS);
            let name = press.locales.get(other)?.own_name();
            Some(ListedLink { name, url: press.plan.base.absolute(&route), note: site.description.bare.clone() })
        });
        listing.sections.push((said("languages.title"), others.collect()));
    }
    Some(listing)
}
