//! Numbers that stand for the whole guide.

use super::cell::is_stale;
use super::chart::{self, Marks};
use super::label::Words;
use super::pen::{Pen, rich};
use super::source;
use crate::locale::Scope;
use crate::model::value::{Limit, bounded};
use crate::model::{Bound, FeatureType, Phrase, Rich, Run, Stat, Value};
use crate::render::view::{ChartView, Html, StatView};

/// As many characters of a figure stand large in a narrow column.
const SHORT: usize = 9;

/// The stats in order. One without a caption shows its figure alone; check has reported it.
pub fn views(pen: &Pen<'_>, words: &Words<'_>) -> Vec<StatView> {
    words.guide.stats.iter().map(|stat| view(pen, words, stat)).collect()
}

fn view(pen: &Pen<'_>, words: &Words<'_>, stat: &Stat) -> StatView {
    let guide = words.guide;
    let statement = stat.cell.first();
    let scope = Scope::stat(guide, stat);
    let unit = stat.unit.as_ref().map(|unit| unit.value.as_str());
    let figure = statement.value.phrase(stat.kind, unit, stat.compact);
    let figure = pen.say(&figure, scope);
    let (head, rest) = parted(&figure);
    let caption = words.said(|words| words.stats.get(&stat.id));
    StatView {
        id: stat.id.clone(),
        bound: bound_alone(pen, statement.bound, stat.kind),
        figure: pen.html(&figure),
        figure_head: pen.html(&head),
        figure_rest: rest.map(|rest| pen.html(&rest)),
        long: head.bare().chars().count() > SHORT,
        caption: caption.map(|said| Html(pen.name(said).html)).unwrap_or_default(),
        sources: source::citations(pen, words, &statement.sources),
        checked: statement.checked.map(|date| pen.date(date)),
        stale: statement.checked.is_some_and(|checked| is_stale(guide, checked)),
        chart: chart_view(pen, stat, unit, scope),
    }
}

/// The number, and the words that follow it. A figure whose number is in its words, or behind them, is
/// not parted; neither is one whose words are written onto the number ("5-fold").
fn parted(figure: &Rich) -> (Rich, Option<Rich>) {
    let whole = || (figure.clone(), None);
    let [Run::Value(_), rest @ ..] = figure.runs.as_slice() else { return whole() };
    let Some(Run::Words(first) | Run::Foreign { text: first, .. }) = rest.first() else { return whole() };
    if !first.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) {
        return whole();
    }
    let mut rest = rest.to_vec();
    if let Some(Run::Words(text) | Run::Foreign { text, .. }) = rest.first_mut() {
        *text = text.trim_start().to_owned();
    }
    let head = Rich { runs: figure.runs.iter().take(1).cloned().collect() };
    (head, Some(Rich { runs: rest }))
}

/// "more than", apart from its figure: the message around nothing.
fn bound_alone(pen: &Pen<'_>, bound: Bound, kind: FeatureType) -> Option<Html> {
    if bound == Bound::Exact {
        return None;
    }
    let nothing = Phrase::Literal(String::new());
    let mut alone = pen.say(&bounded(bound, kind == FeatureType::Money, nothing), Scope::site());
    alone.runs.retain(|run| !matches!(run, Run::Value(_)));
    for run in &mut alone.runs {
        if let Run::Words(text) | Run::Foreign { text, .. } = run {
            *text = text.trim().to_owned();
        }
    }
    Some(pen.html(&alone))
}

fn chart_view(pen: &Pen<'_>, stat: &Stat, unit: Option<&str>, scope: Scope<'_>) -> Option<ChartView> {
    let statement = stat.cell.first();
    let marks = match &statement.value {
        Value::Percent(n) => chart::percent(*n, statement.bound)?,
        Value::Number(n) | Value::Limit(Limit::Number(n)) => chart::count(*n, statement.bound)?,
        _ => return None,
    };
    let (filled, total, kind, words) = match marks {
        Marks::Part { filled, total, exact } => {
            let args = vec![("filled", Phrase::Number(filled.into())), ("total", Phrase::Number(total.into()))];
            let words = Phrase::Message { key: "stat.part", args };
            let words = if exact { words } else { bounded(Bound::About, false, words) };
            (filled, total, "part", pen.say(&words, scope))
        }
        Marks::Count { filled, each } => {
            let value = Value::Number(each).phrase(stat.kind, unit, stat.compact);
            let each = pen.say(&value, scope);
            (filled, filled, "count", pen.message("stat.mark", &[("amount", rich(&each))]))
        }
    };
    Some(ChartView {
        filled,
        total,
        marks: (0..total).map(|mark| mark < filled).collect(),
        words: pen.html(&words),
        kind,
    })
}
