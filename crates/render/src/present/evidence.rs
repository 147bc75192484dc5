//! The evidence for the claims on a page: their sources, and the dates on which they were checked.

use super::cell::is_stale;
use super::label::Words;
use super::page_context::{PageContext, number, rich};
use super::row::Table;
use super::source;
use crate::view::EvidenceView;
use mizan_i18n::{Argument, Scope};
use mizan_model::{Date, Guide, Importance, Message, Origin, Statement, StyledText, TierIx, Value};

/// The claims to list: those of some tiers.
#[derive(Clone, Copy)]
pub(super) struct Claims<'a> {
    pub guide: &'a Guide,
    pub tiers: &'a [TierIx],
    /// The guide's figures are beside them.
    pub stats: bool,
}

/// When claims were checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Checked {
    pub oldest: Option<Date>,
    newest: Option<Date>,
    /// How many have no date.
    undated: usize,
    /// Only claims of key rows were considered.
    key: bool,
}

impl<'a> Claims<'a> {
    /// Those of all tiers.
    pub(super) fn whole(guide: &'a Guide, tiers: &'a [TierIx]) -> Claims<'a> {
        Claims { guide, tiers, stats: true }
    }

    fn statements(&self) -> impl Iterator<Item = (Importance, Origin, &'a Statement)> {
        let (guide, tiers) = (self.guide, self.tiers);
        let cells = tiers.iter().filter_map(move |tier| guide.tier(*tier)).flat_map(move |tier| {
            let cells = guide.features.iter().zip(&tier.cells);
            cells.filter_map(|(feature, cell)| Some((feature.importance, cell.as_ref()?)))
        });
        cells.flat_map(|(importance, cell)| {
            cell.statements.iter().map(move |statement| (importance, cell.origin, statement))
        })
    }

    /// Of the claims of key rows, or of all where no key row claims anything, and of the figures beside them.
    /// That something is unknown is not a claim, and a cell that repeats its parent's value makes none of its own.
    pub(super) fn checked(&self) -> Checked {
        let claims = || {
            let own = self.statements().filter(|(_, origin, _)| !matches!(origin, Origin::Parent(_)));
            own.filter(|(_, _, statement)| statement.value != Value::Unknown)
        };
        let key = claims().any(|(importance, ..)| importance == Importance::Key);
        let mut checked = Checked { key, ..Checked::default() };
        let cells = claims().filter(|(importance, ..)| !key || *importance == Importance::Key);
        let figures = self.figures().filter(|statement| statement.value != Value::Unknown);
        for statement in cells.map(|(_, _, statement)| statement).chain(figures) {
            match statement.checked {
                Some(day) => {
                    checked.oldest = Some(checked.oldest.map_or(day, |oldest| oldest.min(day)));
                    checked.newest = Some(checked.newest.map_or(day, |newest| newest.max(day)));
                }
                None => checked.undated += 1,
            }
        }
        checked
    }

    fn figures(&self) -> impl Iterator<Item = &'a Statement> {
        self.guide.stats.iter().filter(|_| self.stats).map(|stat| stat.cell.first())
    }

    /// The days on which what is shown was checked.
    fn days(&self) -> impl Iterator<Item = Date> {
        let shown = self.statements().map(|(_, _, statement)| statement).chain(self.figures());
        shown.filter_map(|statement| statement.checked)
    }

    /// How old the oldest claim is, in a sentence; how many have no date; which are too old, if there is a limit.
    pub(super) fn ages(&self, cx: &PageContext<'_>) -> Ages {
        let of = self.checked();
        let checked = of.oldest.map(|oldest| {
            let all = of.undated == 0 && of.newest == Some(oldest);
            let key = match (of.key, all) {
                (true, true) => "date.checked_every_key",
                (true, false) => "date.checked_oldest_key",
                (false, true) => "date.checked_every",
                (false, false) => "date.checked_oldest",
            };
            cx.message(key, &[("date", rich(&day(cx, oldest)))])
        });
        let undated = (of.undated > 0).then(|| {
            let key = if of.key { "date.undated_key" } else { "date.undated" };
            cx.message(key, &[("n", number(of.undated))])
        });
        Ages { checked, undated, stale: self.staleness(cx) }
    }

    fn staleness(&self, cx: &PageContext<'_>) -> Option<StyledText> {
        let freshness = &self.guide.freshness;
        let limit = [freshness.warn_after, freshness.fail_after].into_iter().flatten().min()?;
        let as_of = day(cx, freshness.as_of?);
        // Without a date there is nothing to show.
        self.days().next()?;
        let days = Message::Unit { n: Box::new(Message::Number(limit.into())), unit: "day".to_owned() };
        let scope = Scope::guide(self.guide);
        let args = [("days", Argument::Message(days)), ("date", rich(&as_of))];
        Some(match self.days().filter(|day| is_stale(self.guide, *day)).count() {
            0 => cx.message_in("source.stale_none", &args, scope),
            n => cx.message_in("source.stale", &[[("n", number(n))].as_slice(), &args].concat(), scope),
        })
    }
}

/// How old claims are, in sentences.
#[derive(Clone, Debug, Default)]
pub(super) struct Ages {
    pub checked: Option<StyledText>,
    pub undated: Option<StyledText>,
    pub stale: Option<StyledText>,
}

/// As a run with a machine-readable date.
fn day(cx: &PageContext<'_>, date: Date) -> StyledText {
    cx.format(&Message::Date(date), Scope::site())
}

/// The view. On the page of the whole guide every source is listed, on others those that something there rests on, and
/// the rest apart.
pub(super) fn view(cx: &PageContext<'_>, words: &Words<'_>, table: &Table, claims: Claims<'_>) -> EvidenceView {
    let guide = claims.guide;
    let all = source::views(cx, words, source::uses(guide, claims.tiers, claims.stats), &table.features);
    let whole = claims.stats;
    let (sources, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|source| whole || source.own + source.figures + source.inherited > 0);
    let ages = claims.ages(cx);
    let html = |said: &Option<StyledText>| said.as_ref().map(|said| cx.html(said));
    EvidenceView {
        only_source: source::only_source(guide, claims.tiers),
        default_sources: sources.iter().filter(|source| source.inherited > 0).map(|source| source.number).collect(),
        checked: html(&ages.checked),
        undated: html(&ages.undated),
        stale: html(&ages.stale),
        sources,
        others,
    }
}
