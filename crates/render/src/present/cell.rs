//! A cell: its statements in words, and the HTML that the theme makes of them.

use std::collections::BTreeSet;

use super::CellRenderer;
use super::card::GuideHead;
use super::label::Words;
use super::page_context::{PageContext, joined, rich};
use super::source;
use crate::view::{CellView, Html, ItemView, Shared, View};
use mizan_i18n::Scope;
use mizan_markdown::{Inline, Resolver};
use mizan_model::compare::{Validity, validity};
use mizan_model::value::{Mode, Money, MoneyAmount, Text, bounded};
use mizan_model::{
    Cell, Date, Decimal, FeatureIx, FeatureType, Grade, Guide, GuideWords, Localized, Message, Notes, Origin, Prose,
    Run, Statement, StyledText, TierIx, TierWords, Value, When,
};

/// Makes the cells of one guide in one language.
pub(super) struct Cells<'a> {
    pub cx: &'a PageContext<'a>,
    pub words: Words<'a>,
    pub head: &'a GuideHead,
    pub resolver: &'a dyn Resolver,
    pub engine: &'a dyn CellRenderer,
}

/// What a statement says, without markup and isolates: for data.
#[derive(Clone, Debug, Default)]
pub(super) struct Bare {
    pub variant: Option<String>,
    /// The value with its bound, of a price by quantity every step, of an add-on what it costs.
    pub whole: String,
    pub notes: Vec<String>,
    /// Since and until when it holds.
    pub times: Vec<String>,
}

/// A cell as pages show it and, statement by statement, as data has it.
pub(super) struct RenderedCell {
    pub view: Shared<CellView>,
    pub bare: Vec<Bare>,
}

/// The words of a statement, in HTML and bare.
struct Worded {
    html: Html,
    text: String,
}

/// The tier whose own file says what stands in a cell: itself, or the one it inherits from.
pub fn speaking_tier(guide: &Guide, feature: FeatureIx, tier: TierIx) -> TierIx {
    let mut speaker = tier;
    for _ in guide.tiers.indices() {
        match guide.cell(feature, speaker).map(|cell| cell.origin) {
            Some(Origin::Tier(from)) if from != speaker => speaker = from,
            _ => break,
        }
    }
    speaker
}

/// The word that templates and style sheets know a value's state by.
pub(super) fn state(value: &Value) -> &'static str {
    match value {
        Value::No => "no",
        Value::Unknown => "unknown",
        Value::NotApplicable => "not-applicable",
        Value::Support(support) => support.as_str(),
        _ => "value",
    }
}

impl<'a> Cells<'a> {
    /// The cell of a tier and feature; one that is missing (an error stands then) says that it is
    /// not known.
    pub(super) fn cell(&self, feature: FeatureIx, tier: TierIx, best: bool) -> RenderedCell {
        let guide = self.words.guide;
        let cell = guide.cell(feature, tier);
        let kind = guide.feature(feature).map_or(FeatureType::Support, |feature| feature.kind);
        let mut view = CellView {
            state: "unknown",
            kind: kind.as_str(),
            html: Html::default(),
            words: Html::default(),
            text: String::new(),
            best,
            grade: None,
            items: Vec::new(),
            inherited: None,
            follows: None,
        };
        let mut bare = Vec::new();
        if let Some(cell) = cell {
            bare = self.fill(&mut view, cell, feature, tier);
        } else {
            let unknown = self.cx.message("value.unknown", &[]);
            view.words = self.cx.html(&unknown);
            view.text = unknown.bare();
        }
        let id = |found: Option<&str>| found.unwrap_or_default().to_owned();
        let of = format!(
            "the cell of `{}` in the row `{}` of the guide `{}`",
            id(guide.tier(tier).map(|tier| tier.id.as_str())),
            id(guide.feature(feature).map(|feature| feature.id.as_str())),
            guide.id
        );
        match self.engine.cell(&view.value(), self.cx.lang, &of) {
            Ok(html) => view.html = Html(html.trim().to_owned()),
            Err(fault) => self.cx.fault(*fault),
        }
        RenderedCell { view: Shared::new(view), bare }
    }

    fn fill(&self, view: &mut CellView, cell: &Cell, feature: FeatureIx, tier: TierIx) -> Vec<Bare> {
        let guide = self.words.guide;
        let speaker = speaking_tier(guide, feature, tier);
        let bare;
        (view.items, bare) = cell
            .statements
            .iter()
            .enumerate()
            .map(|(at, statement)| self.item(statement, view.best && at == 0, feature, speaker))
            .unzip();
        let first = cell.first();
        view.state = state(&first.value);
        let worded = self.worded(first, feature, speaker, true);
        view.words = worded.html;
        view.text = worded.text;
        view.grade = first.grade.map(Grade::as_str);
        if speaker != tier {
            view.inherited = self.head.tiers.get(speaker).cloned();
        }
        if let Origin::Parent(row) = cell.origin
            && first.value != Value::Unknown
        {
            view.follows = Some(self.words.feature(self.cx, row).html);
        }
        bare
    }

    fn item(&self, statement: &Statement, best: bool, feature: FeatureIx, speaker: TierIx) -> (ItemView, Bare) {
        let (cx, guide) = (self.cx, self.words.guide);
        let of = guide.feature(feature);
        let scope = Scope::cell(guide, feature, Some(speaker));
        let value = self.worded(statement, feature, speaker, false);
        let words = self.worded(statement, feature, speaker, true);
        let variant = statement.variant.as_ref().map(|variant| {
            self.words.label(cx, |words| words.labels.variants.get(&variant.value), None, &variant.value)
        });
        let notes = self.notes(&statement.notes, feature, speaker);
        let since = statement.since.as_ref().map(|since| when(cx, "cell.since", since));
        let until = statement.until.as_ref().map(|until| when(cx, "cell.until", until));
        let bare = Bare {
            variant: variant.as_ref().map(|variant| variant.bare.clone()),
            whole: self.whole(statement, feature, speaker),
            notes: notes.iter().map(|note| note.text.clone()).collect(),
            times: since.iter().chain(&until).map(StyledText::bare).collect(),
        };
        let mut sources = source::citations(cx, &self.words, &statement.sources);
        sources.sort_by_key(|source| source.number);
        let own = sources.iter().filter(|_| !statement.sources_inherited);
        let numbers: Vec<u32> = own.map(|source| source.number).collect::<BTreeSet<_>>().into_iter().collect();
        let view = ItemView {
            state: state(&statement.value),
            kind: of.map_or("support", |of| of.kind.as_str()),
            best,
            grade: statement.grade.map(Grade::as_str),
            value: value.html,
            words: words.html,
            variant: variant.map(|variant| variant.html),
            notes: notes.into_iter().map(|note| Html(note.html)).collect(),
            since: since.map(|since| cx.html(&since)),
            until: until.map(|until| cx.html(&until)),
            when: passing(cx, guide, statement).map(|when| cx.html(&when)),
            price: statement.price.as_ref().map(|price| cx.html(&cx.format(&price.message(), scope))),
            steps: self.steps(&statement.value, scope),
            mode: self.mode(&statement.value),
            options: self.options(&statement.value, scope),
            url: statement.value.url().map(str::to_owned),
            sources,
            sources_inherited: statement.sources_inherited,
            source_numbers: (!numbers.is_empty()).then(|| self.numbers(&numbers)),
            source_count: numbers.len(),
            checked: statement.checked.map(|date| cx.date(date)),
            checked_inherited: statement.checked_inherited,
            stale: statement.checked.is_some_and(|checked| is_stale(guide, checked)),
        };
        (view, bare)
    }

    /// The value in words, with or without its bound.
    fn worded(&self, statement: &Statement, feature: FeatureIx, speaker: TierIx, with_bound: bool) -> Worded {
        let (cx, guide) = (self.cx, self.words.guide);
        if let Value::Text(Text::Words) = statement.value
            && let Some(of) = guide.feature(feature)
        {
            return match self.words.of_tier(speaker, |words| words.text.get(&of.id)) {
                Some(said) => {
                    let inline = cx.inline(said, self.resolver);
                    Worded { html: Html(inline.html), text: inline.text }
                }
                None => self.plain(&cx.message("value.unknown", &[])),
            };
        }
        let said = stated(cx, guide, statement, (feature, speaker), with_bound);
        self.plain(&headed(cx, said))
    }

    /// Everything that the value says, for who sees neither steps nor prices beside it.
    fn whole(&self, statement: &Statement, feature: FeatureIx, speaker: TierIx) -> String {
        let (cx, guide) = (self.cx, self.words.guide);
        let Some(of) = guide.feature(feature) else { return String::new() };
        let scope = Scope::cell(guide, feature, Some(speaker));
        let value = match &statement.value {
            Value::Text(Text::Words) => StyledText::value(self.worded(statement, feature, speaker, true).text),
            value => {
                let unit = of.unit.as_ref().map(|unit| unit.value.as_str());
                let value = value.phrase(of.kind, unit, false);
                cx.format(&bounded(statement.bound, of.kind.info().starts_at, value), scope)
            }
        };
        let price = statement.price.as_ref().map(|price| cx.format(&price.message(), scope));
        joined(std::iter::once(value).chain(price), &cx.message("list.counts_separator", &[])).bare()
    }

    /// Numbers of sources, listed.
    fn numbers(&self, numbers: &[u32]) -> Html {
        let said =
            numbers.iter().map(|n| self.cx.format(&Message::Number(Decimal::from(u64::from(*n))), Scope::site()));
        self.cx.html(&self.cx.list(said.collect()))
    }

    fn plain(&self, rich: &StyledText) -> Worded {
        Worded { html: self.cx.html(rich), text: rich.bare() }
    }

    fn notes(&self, notes: &Notes, feature: FeatureIx, speaker: TierIx) -> Vec<Inline> {
        let guide = self.words.guide;
        let shared = notes
            .shared
            .iter()
            .filter_map(|id| self.words.said(|words: &'a GuideWords| words.labels.notes.get(&id.value)));
        let own = notes.own.then(|| {
            let id = &guide.feature(feature)?.id;
            self.words.of_tier(speaker, |words: &'a TierWords| words.notes.get(id))
        });
        shared.chain(own.flatten()).map(|said: Localized<'_, Prose>| self.cx.inline(said, self.resolver)).collect()
    }

    /// Prices by quantity, a line each.
    fn steps(&self, value: &Value, scope: Scope<'_>) -> Vec<Html> {
        let Value::Money(Money::Amount(amount)) = value else { return Vec::new() };
        if amount.steps.len() < 2 {
            return Vec::new();
        }
        amount
            .steps
            .iter()
            .map(|step| {
                let price = MoneyAmount { steps: vec![step.clone()], billed: None, mode: Mode::Flat, ..amount.clone() };
                let args = vec![("price", Money::Amount(price).message()), ("from", Message::Number(step.from))];
                self.cx.html(&self.cx.format(&Message::Catalog { key: "money.step", args }, scope))
            })
            .collect()
    }

    /// How steps are counted.
    fn mode(&self, value: &Value) -> Option<Html> {
        let Value::Money(Money::Amount(amount)) = value else { return None };
        let key = match amount.mode {
            Mode::Volume => "money.all_at_step",
            Mode::Graduated => "money.each_at_step",
            Mode::Flat => return None,
        };
        (amount.steps.len() > 1).then(|| self.cx.html(&self.cx.message(key, &[])))
    }

    fn options(&self, value: &Value, scope: Scope<'_>) -> Vec<Html> {
        let option =
            |id: &String| self.cx.localizer().locale().capitalised(self.cx.format(&Message::Option(id.clone()), scope));
        value.options().iter().map(|id| self.cx.html(&option(id))).collect()
    }
}

/// A statement's value in words, with or without its bound; of prices by quantity the first. Texts that stand with the
/// tier are none of these.
pub(super) fn stated(
    cx: &PageContext<'_>,
    guide: &Guide,
    statement: &Statement,
    (feature, speaker): (FeatureIx, TierIx),
    with_bound: bool,
) -> StyledText {
    let Some(of) = guide.feature(feature) else { return StyledText::default() };
    let scope = Scope::cell(guide, feature, Some(speaker));
    let unit = of.unit.as_ref().map(|unit| unit.value.as_str());
    let mut phrase = match &statement.value {
        Value::Money(Money::Amount(amount)) if amount.steps.len() > 1 => Money::Amount(first_step(amount)).message(),
        value => value.phrase(of.kind, unit, false),
    };
    if with_bound {
        phrase = bounded(statement.bound, of.kind.info().starts_at, phrase);
    }
    cx.format(&phrase, scope)
}

/// A statement's value as a cell says it: with a capital where the script has one.
pub(super) fn headed(cx: &PageContext<'_>, said: StyledText) -> StyledText {
    without_links(cx.localizer().locale().capitalised(said))
}

/// Since and until when a statement holds, unless it holds now and for good.
pub(super) fn passing(cx: &PageContext<'_>, guide: &Guide, statement: &Statement) -> Option<StyledText> {
    let since = statement.since.as_ref().map(|since| when(cx, "cell.since", since));
    let until = statement.until.as_ref().map(|until| when(cx, "cell.until", until));
    let times: Vec<StyledText> = since.into_iter().chain(until).collect();
    let is_passing = validity(guide, statement) != Validity::Now && !times.is_empty();
    is_passing.then(|| joined(times, &cx.message("list.counts_separator", &[])))
}

fn when(cx: &PageContext<'_>, key: &'static str, when: &When) -> StyledText {
    let when = match when {
        When::Date(date) => cx.format(&Message::Date(*date), Scope::site()),
        When::Version(version) => cx.literal(version),
    };
    cx.message(key, &[("when", rich(&when))])
}

/// The price from which the steps go on, as a plain price.
fn first_step(amount: &MoneyAmount) -> MoneyAmount {
    MoneyAmount { mode: Mode::Flat, steps: amount.steps.iter().take(1).cloned().collect(), ..amount.clone() }
}

/// The component of a link lays the link itself.
fn without_links(mut rich: StyledText) -> StyledText {
    for run in &mut rich.runs {
        if let Run::Link { text, .. } = run {
            *run = Run::Value(std::mem::take(text));
        }
    }
    rich
}

/// Older than the guide allows on the day as of which its site judges; without such a day, never.
pub(super) fn is_stale(guide: &Guide, checked: Date) -> bool {
    let freshness = &guide.freshness;
    let limit = [freshness.warn_after, freshness.fail_after].into_iter().flatten().min();
    match (freshness.as_of, limit) {
        (Some(as_of), Some(limit)) => checked.days_until(as_of) > i64::from(limit),
        _ => false,
    }
}
