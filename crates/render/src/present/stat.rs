//! Numbers about the guide as a whole.

use super::bar;
use super::cell::is_stale;
use super::chart::bars;
use super::chart::marks::{self, Marks};
use super::label::Words;
use super::page_context::{PageContext, rich};
use super::source;
use crate::view::{BarView, ChartView, Html, StatView};
use mizan_i18n::Scope;
use mizan_model::value::{Limit, Money, bounded};
use mizan_model::{Bound, Decimal, FeatureType, Message, Run, Stat, StyledText, Value};

/// As many characters of a figure fit into a narrow column in large type.
const SHORT: usize = 9;

/// The stats in order. One without a caption shows its figure alone; check has reported it.
pub(super) fn views(cx: &PageContext<'_>, words: &Words<'_>) -> Vec<StatView> {
    let stats = &words.guide.stats;
    stats.iter().zip(charts(stats)).map(|(stat, drawn)| view(cx, words, stat, drawn)).collect()
}

fn view(cx: &PageContext<'_>, words: &Words<'_>, stat: &Stat, drawn: Option<Drawn>) -> StatView {
    let guide = words.guide;
    let statement = stat.cell.first();
    let scope = Scope::stat(guide, stat);
    let unit = stat.unit.as_ref().map(|unit| unit.value.as_str());
    let figure = statement.value.phrase(stat.kind, unit, stat.notation());
    let figure = cx.format(&figure, scope);
    let (head, rest) = parted(&figure);
    let caption = words.said(|words| words.stats.get(&stat.id));
    StatView {
        id: stat.id.clone(),
        bound: bound_alone(cx, statement.bound, stat.kind),
        figure: cx.html(&figure),
        figure_head: cx.html(&head),
        figure_rest: rest.map(|rest| cx.html(&rest)),
        long: head.bare().chars().count() > SHORT,
        caption: caption.map(|said| Html(cx.name(said).html)).unwrap_or_default(),
        sources: source::citations(cx, words, &statement.sources),
        checked: statement.checked.map(|date| cx.date(date)),
        stale: statement.checked.is_some_and(|checked| is_stale(guide, checked)),
        chart: drawn.map(|drawn| chart_view(cx, stat, drawn, scope)),
    }
}

/// The number, and the words that follow it. A figure whose number is in its words, or behind them, is
/// not parted; neither is one whose words are written onto the number ("5-fold").
fn parted(figure: &StyledText) -> (StyledText, Option<StyledText>) {
    let whole = || (figure.clone(), None);
    if let [Run::Foreign { lang, runs }] = figure.runs.as_slice() {
        let (head, rest) = parted(&StyledText { runs: runs.clone() });
        let isolate =
            |part: StyledText| StyledText { runs: vec![Run::Foreign { lang: lang.clone(), runs: part.runs }] };
        return (isolate(head), rest.map(isolate));
    }
    let [Run::Value(_) | Run::Series { .. }, rest @ ..] = figure.runs.as_slice() else { return whole() };
    let Some(Run::Words(first)) = rest.first() else { return whole() };
    if !first.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) {
        return whole();
    }
    let mut rest = rest.to_vec();
    if let Some(Run::Words(text)) = rest.first_mut() {
        *text = text.trim_start().to_owned();
    }
    let head = StyledText { runs: figure.runs.iter().take(1).cloned().collect() };
    (head, Some(StyledText { runs: rest }))
}

/// "more than", apart from its figure: the message around nothing.
fn bound_alone(cx: &PageContext<'_>, bound: Bound, kind: FeatureType) -> Option<Html> {
    if bound == Bound::Exact {
        return None;
    }
    let nothing = Message::Literal(String::new());
    let mut alone = cx.format(&bounded(bound, kind.info().starts_at, nothing), Scope::site());
    trim_words(&mut alone.runs);
    Some(cx.html(&alone))
}

fn trim_words(runs: &mut Vec<Run>) {
    runs.retain(|run| !matches!(run, Run::Value(_)));
    for run in runs {
        match run {
            Run::Words(text) => *text = text.trim().to_owned(),
            Run::Foreign { runs, .. } => trim_words(runs),
            _ => {}
        }
    }
}

/// The chart of a stat.
enum Drawn {
    Marks(Marks),
    /// A length on the scale of all figures of its unit.
    Bar(BarView),
}

/// A chart for each stat, in their order: figures of the same things are drawn so that they can be compared.
fn charts(stats: &[Stat]) -> Vec<Option<Drawn>> {
    let same = |a: &Stat, b: &Stat| match (&a.cell.first().value, &b.cell.first().value) {
        (Value::Money(Money::Amount(a)), Value::Money(Money::Amount(b))) => a.comparable(b),
        (a_value, b_value) => {
            let unit = |stat: &Stat| stat.unit.as_ref().map(|unit| unit.value.clone());
            let numbers = amount(a_value).is_some() && amount(b_value).is_some();
            numbers && unit(a).is_some() && unit(a) == unit(b)
        }
    };
    stats
        .iter()
        .map(|stat| {
            let alike: Vec<&Stat> =
                stats.iter().filter(|other| std::ptr::eq(*other, stat) || same(stat, other)).collect();
            let at = alike.iter().position(|other| std::ptr::eq(*other, stat))?;
            if alike.len() > 1 {
                let first = |stat: &Stat| stat.cell.first().clone();
                let values: Option<Vec<_>> =
                    alike.iter().map(|stat| amount(&first(stat).value).zip(Some(first(stat).bound))).collect();
                if let Some(marks) = values.and_then(|values| marks::counts(&values)) {
                    return marks.get(at).copied().map(Drawn::Marks);
                }
                let numbers: Vec<_> = alike.iter().map(|stat| bar::number(stat.cell.first())).collect();
                if let Some(drawn) = bars::bars(&numbers, None) {
                    return drawn.get(at).copied().flatten().map(|drawn| Drawn::Bar(bar::view(drawn, false)));
                }
            }
            let statement = stat.cell.first();
            match &statement.value {
                Value::Percent(n) => marks::percent(*n, statement.bound),
                value => marks::count(amount(value)?, statement.bound),
            }
            // One mark by itself does not make an image.
            .filter(|marks| !matches!(marks, Marks::Count { filled: 1, .. }))
            .map(Drawn::Marks)
        })
        .collect()
}

/// A number of things, which marks can represent.
fn amount(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(n) | Value::Limit(Limit::Number(n)) => Some(*n),
        _ => None,
    }
}

fn chart_view(cx: &PageContext<'_>, stat: &Stat, drawn: Drawn, scope: Scope<'_>) -> ChartView {
    let (filled, total, kind, words) = match drawn {
        Drawn::Marks(Marks::Part { filled, total, exact }) => {
            let args = vec![("filled", Message::Number(filled.into())), ("total", Message::Number(total.into()))];
            let words = Message::Catalog { key: "stat.part", args };
            let bound = match stat.cell.first().bound {
                Bound::Exact if !exact => Bound::About,
                bound => bound,
            };
            let words = bounded(bound, false, words);
            (filled, total, "part", cx.format(&words, scope))
        }
        Drawn::Marks(Marks::Count { filled, each }) => {
            let unit = stat.unit.as_ref().map(|unit| unit.value.as_str());
            let value = Value::Number(each).phrase(stat.kind, unit, stat.notation());
            let each = cx.format(&value, scope);
            (filled, filled, "count", cx.message("stat.mark", &[("amount", rich(&each))]))
        }
        Drawn::Bar(_) => (0, 0, "bar", cx.message("stat.scale", &[])),
    };
    ChartView {
        filled,
        total,
        marks: (0..total).map(|mark| mark < filled).collect(),
        bar: match drawn {
            Drawn::Bar(bar) => Some(bar),
            Drawn::Marks(_) => None,
        },
        words: cx.html(&words),
        kind,
    }
}
