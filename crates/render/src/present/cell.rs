//! A cell: its formatted statements, and the HTML that the theme makes of them.

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
use mizan_model::value::{Mode, Money, MoneyAmount, Notation, Text, bounded};
use mizan_model::{
    Better, Bound, Cell, Date, Decimal, Feature, FeatureIx, FeatureType, Grade, Guide, GuideWords, Localized, Message,
    Notes, Origin, Prose, Run, Statement, StyledText, TierIx, TierWords, Value, When,
};

/// Makes the cells of one guide in one language.
pub(super) struct Cells<'a> {
    pub cx: &'a PageContext<'a>,
    pub words: Words<'a>,
    pub head: &'a GuideHead,
    pub resolver: &'a dyn Resolver,
    pub engine: &'a dyn CellRenderer,
}

/// A statement's text, without markup and isolates: for data, copies, and sentences about it. It is made with the cell,
/// so that no value is formatted again for another page or file.
#[derive(Clone, Debug, Default)]
pub(super) struct Bare {
    pub variant: Option<String>,
    /// The value with its bound, for use in a message; of a price by quantity the first step.
    pub stated: StyledText,
    /// The same as the cell shows it.
    pub text: String,
    /// The value with its bound, of a price by quantity every step, of an add-on what it costs; for people, with the
    /// isolates of [`PageContext::copied`].
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

/// The value of a statement in words.
#[derive(Default)]
struct ValueWords {
    /// Without its bound, as HTML.
    value: Html,
    /// With its bound, as HTML and bare.
    words: Html,
    text: String,
    /// With its bound, for use in a message; of a price by quantity the first step.
    stated: StyledText,
    /// With its bound and every step.
    whole: StyledText,
}

/// The tier whose own file defines a cell: itself, or the one it inherits from.
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

/// Whether a variant's name says more than the value does already: "$9 per month (per month)" says it twice.
pub(super) fn adds_to(variant: &str, value: &str) -> bool {
    let before = value.strip_suffix(variant);
    before.is_none_or(|before| !before.ends_with(char::is_whitespace))
}

/// The message that names what the best of a row is: its direction, since whether it is good for a reader is not for
/// the table to say. Of support, a "yes" names itself.
pub(super) fn best_key(feature: &Feature) -> Option<&'static str> {
    match (feature.kind, feature.better) {
        (FeatureType::Date, Better::Lower) => Some("cell.earliest"),
        (FeatureType::Date, Better::Higher) => Some("cell.latest"),
        (_, Better::Lower) => Some("cell.lowest"),
        (_, Better::Higher) => Some("cell.highest"),
        (_, Better::Yes | Better::No | Better::None) => None,
    }
}

impl<'a> Cells<'a> {
    /// The cell of a tier and feature; one that is missing (which is reported as an error) is shown as
    /// unknown.
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
        self.render(&mut view, feature, tier);
        RenderedCell { view: Shared::new(view), bare }
    }

    /// The same cell beside other tiers, where it is the best, or is no longer. One that could not be rendered, which is
    /// reported, stays as it is.
    pub(super) fn beside_others(&self, cell: &Shared<CellView>, feature: FeatureIx, tier: TierIx) -> Shared<CellView> {
        if cell.html.0.is_empty() {
            return cell.clone();
        }
        let mut view = CellView { html: Html::default(), best: !cell.best, ..(**cell).clone() };
        if let Some(first) = view.items.first_mut() {
            first.best = view.best;
            first.best_word = self.best_word(feature, view.best);
        }
        self.render(&mut view, feature, tier);
        Shared::new(view)
    }

    /// Fills in `html`, by the theme's component.
    fn render(&self, view: &mut CellView, feature: FeatureIx, tier: TierIx) {
        let guide = self.words.guide;
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
    }

    /// In which way a statement is the best of its row, in words.
    fn best_word(&self, feature: FeatureIx, best: bool) -> Option<Html> {
        let key = self.words.guide.feature(feature).filter(|_| best).and_then(best_key)?;
        Some(self.cx.html(&self.cx.message(key, &[])))
    }

    fn fill(&self, view: &mut CellView, cell: &Cell, feature: FeatureIx, tier: TierIx) -> Vec<Bare> {
        let guide = self.words.guide;
        let speaker = speaking_tier(guide, feature, tier);
        let bare: Vec<Bare>;
        (view.items, bare) = cell
            .statements
            .iter()
            .enumerate()
            .map(|(at, statement)| self.item(statement, view.best && at == 0, feature, speaker))
            .unzip();
        let first = cell.first();
        view.state = state(&first.value);
        if let (Some(item), Some(bare)) = (view.items.first(), bare.first()) {
            view.words = item.words.clone();
            view.text = bare.text.clone();
        }
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
        let said = self.value_words(statement, feature, speaker);
        let price = statement.price.as_ref().map(|price| cx.format(&price.message(), scope));
        let variant = statement.variant.as_ref().map(|variant| {
            self.words.label(cx, |words| words.labels.variants.get(&variant.value), None, &variant.value)
        });
        let notes = self.notes(&statement.notes, feature, speaker);
        let since = statement.since.as_ref().map(|since| when(cx, "cell.since", since));
        let until = statement.until.as_ref().map(|until| when(cx, "cell.until", until));
        let times: Vec<StyledText> = since.iter().chain(&until).cloned().collect();
        let bare = Bare {
            variant: variant.as_ref().map(|variant| variant.bare.clone()),
            stated: said.stated,
            text: said.text,
            whole: self.with_price(said.whole, price.as_ref()),
            notes: notes.iter().map(|note| note.text.clone()).collect(),
            times: times.iter().map(StyledText::bare).collect(),
        };
        let mut sources = source::citations(cx, &self.words, &statement.sources);
        sources.sort_by_key(|source| source.number);
        let own = sources.iter().filter(|_| !statement.sources_inherited);
        let numbers: Vec<u32> = own.map(|source| source.number).collect::<BTreeSet<_>>().into_iter().collect();
        let view = ItemView {
            state: state(&statement.value),
            kind: of.map_or("support", |of| of.kind.as_str()),
            best,
            best_word: self.best_word(feature, best),
            grade: statement.grade.map(Grade::as_str),
            value: said.value,
            words: said.words,
            variant: variant.filter(|variant| adds_to(&variant.bare, &bare.text)).map(|variant| variant.html),
            notes: notes.into_iter().map(|note| Html(note.html)).collect(),
            since: since.map(|since| cx.html(&since)),
            until: until.map(|until| cx.html(&until)),
            when: passing(cx, guide, statement, times).map(|when| cx.html(&when)),
            price: price.map(|price| cx.html(&price)),
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

    /// The value in words. Each form of it is formatted once; those that read the same share it.
    fn value_words(&self, statement: &Statement, feature: FeatureIx, speaker: TierIx) -> ValueWords {
        let (cx, guide) = (self.cx, self.words.guide);
        let Some(of) = guide.feature(feature) else { return ValueWords::default() };
        if let Value::Text(Text::Words) = statement.value {
            let (html, text) = match self.words.of_tier(speaker, |words| words.text.get(&of.id)) {
                Some(said) => {
                    let inline = cx.inline(said, self.resolver);
                    (Html(inline.html), inline.text)
                }
                None => {
                    let unknown = cx.message("value.unknown", &[]);
                    (cx.html(&unknown), unknown.bare())
                }
            };
            let stated = StyledText::value(text.clone());
            return ValueWords { value: html.clone(), words: html, text, whole: stated.clone(), stated };
        }
        let scope = Scope::cell(guide, feature, Some(speaker));
        let first = first_value(of, statement);
        let alone = cx.format(&first, scope);
        let stated = match statement.bound {
            Bound::Exact => alone.clone(),
            // The words of a bound decide the case of what they are about: «جهازان», but «أكثر من جهازين».
            _ => cx.format(&with_bound(of, statement, first), scope),
        };
        let whole = match &statement.value {
            Value::Money(Money::Amount(amount)) if amount.steps.len() > 1 => {
                cx.format(&with_bound(of, statement, value_message(of, statement)), scope)
            }
            _ => stated.clone(),
        };
        let words = headed(cx, stated.clone());
        let html = cx.html(&words);
        let value = if alone == stated { html.clone() } else { cx.html(&headed(cx, alone)) };
        ValueWords { value, words: html, text: words.bare(), stated, whole }
    }

    /// The full text of the value, for readers who see neither steps nor prices beside it.
    fn with_price(&self, value: StyledText, price: Option<&StyledText>) -> String {
        match price {
            Some(price) => {
                let separator = self.cx.message("list.counts_separator", &[]);
                self.cx.copied(&joined([value, price.clone()], &separator))
            }
            None => self.cx.copied(&value),
        }
    }

    /// Numbers of sources, listed.
    fn numbers(&self, numbers: &[u32]) -> Html {
        let said =
            numbers.iter().map(|n| self.cx.format(&Message::Number(Decimal::from(u64::from(*n))), Scope::site()));
        self.cx.html(&self.cx.list(said.collect()))
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

/// A statement's value in words, with its bound; of prices by quantity the first. For statements that no cell makes: those
/// of cells are in [`Bare::stated`].
pub(super) fn stated(
    cx: &PageContext<'_>,
    guide: &Guide,
    statement: &Statement,
    (feature, speaker): (FeatureIx, TierIx),
) -> StyledText {
    let Some(of) = guide.feature(feature) else { return StyledText::default() };
    let scope = Scope::cell(guide, feature, Some(speaker));
    cx.format(&with_bound(of, statement, first_value(of, statement)), scope)
}

/// "more than", "from" … around a value.
fn with_bound(of: &Feature, statement: &Statement, value: Message) -> Message {
    bounded(statement.bound, of.kind.info().starts_at, value)
}

/// The message of a statement without its bound. Not for texts that are in the tier's own file.
fn value_message(of: &Feature, statement: &Statement) -> Message {
    statement.value.phrase(of.kind, of.unit.as_ref().map(|unit| unit.value.as_str()), Notation::Standard)
}

/// As [`value_message`], of prices by quantity the first.
fn first_value(of: &Feature, statement: &Statement) -> Message {
    match &statement.value {
        Value::Money(Money::Amount(amount)) if amount.steps.len() > 1 => Money::Amount(first_step(amount)).message(),
        _ => value_message(of, statement),
    }
}

/// A statement's value as shown in a cell: with a capital where the script has one.
pub(super) fn headed(cx: &PageContext<'_>, said: StyledText) -> StyledText {
    without_links(cx.localizer().locale().capitalised(said))
}

/// Since and until when a statement holds, unless it holds now and for good. `times` are those, in words.
fn passing(cx: &PageContext<'_>, guide: &Guide, statement: &Statement, times: Vec<StyledText>) -> Option<StyledText> {
    let is_passing = validity(guide, statement) != Validity::Now && !times.is_empty();
    is_passing.then(|| joined(times, &cx.message("list.counts_separator", &[])))
}

/// As [`passing`], of a statement that no cell makes.
pub(super) fn passing_words(cx: &PageContext<'_>, guide: &Guide, statement: &Statement) -> Option<StyledText> {
    let since = statement.since.as_ref().map(|since| when(cx, "cell.since", since));
    let until = statement.until.as_ref().map(|until| when(cx, "cell.until", until));
    passing(cx, guide, statement, since.into_iter().chain(until).collect())
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

/// Older than the guide allows on the day as of which its site is checked; without such a day, never.
pub(super) fn is_stale(guide: &Guide, checked: Date) -> bool {
    let freshness = &guide.freshness;
    let limit = [freshness.warn_after, freshness.fail_after].into_iter().flatten().min();
    match (freshness.as_of, limit) {
        (Some(as_of), Some(limit)) => checked.days_until(as_of) > i64::from(limit),
        _ => false,
    }
}
