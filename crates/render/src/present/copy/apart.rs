//! The differences between tiers, in Markdown copies: the same as on the pages, from the same comparison.

use super::guide::GuideSheet;
use super::*;
use crate::present::cell::adds_to;
use crate::present::reason::{Side, sides};
use crate::present::standing::{Comparison, alone, steps};
use mizan_model::Pair;
use mizan_model::contrast::{Alone, Reason};

/// "Which of the two?"
pub(super) fn of_pair(sheet: &GuideSheet<'_>, pair: Pair, parts: &mut Vec<Part>) {
    parts.push(sheet.sheet.heading(2, "pair.which"));
    for Side { tier, other, answers, reasons } in sides(sheet.guide, pair) {
        parts.push(Part::Heading(3, text(sheet.tier_name(tier))));
        parts.append(&mut sheet.pros_cons(tier, 4));
        parts.push(sheet.sheet.heading(4, "pair.from_table"));
        let chosen = answers.iter().filter_map(|answer| {
            let (question, answer) = sheet.words.answer(sheet.sheet.cx, *answer)?;
            let args = [("question", rich(&question.runs)), ("answer", rich(&answer.runs))];
            Some(text(sheet.sheet.message("pair.chosen", &args)))
        });
        let lines = chosen.chain(ahead(sheet, tier, other, &reasons)).collect();
        parts.push(list(sheet, lines, (tier, other)));
    }
}

/// What sets a tier apart from all others, and from those beside it. Of two tiers these are the same.
pub(super) fn of_tier(sheet: &GuideSheet<'_>, tier: TierIx, parts: &mut Vec<Part>) {
    if sheet.guide.tiers.len() > 2 {
        from_all(sheet, tier, parts);
    }
    let steps = steps(sheet.guide, tier);
    if !steps.is_empty() {
        parts.push(sheet.sheet.heading(2, "tier.steps"));
    }
    for step in steps {
        neighbour(sheet, tier, &step, parts);
    }
}

fn from_all(sheet: &GuideSheet<'_>, tier: TierIx, parts: &mut Vec<Part>) {
    let Alone { has, lacks, best, open } = alone(sheet.guide, tier);
    let said = |key: &'static str| sheet.sheet.message(key, &[("name", name(sheet, tier))]);
    parts.push(sheet.sheet.heading(2, "tier.apart"));
    if has.is_empty() && lacks.is_empty() && best.is_empty() {
        parts.push(Part::Paragraph(text(said("tier.alone_none"))));
    }
    for (key, rows) in [("tier.has", has), ("tier.lacks", lacks)] {
        if !rows.is_empty() {
            parts.push(Part::Heading(3, text(said(key))));
            let name = |row: &FeatureIx| text(sheet.words.feature(sheet.sheet.cx, *row).bare);
            parts.push(Part::List(rows.iter().map(name).collect()));
        }
    }
    if !best.is_empty() {
        parts.push(sheet.sheet.heading(3, "tier.best"));
        let line = |row: &FeatureIx| {
            let args = [
                ("feature", rich(&sheet.words.feature(sheet.sheet.cx, *row).runs)),
                ("value", rich(&stated(sheet, *row, tier))),
            ];
            text(sheet.sheet.message("tier.fact", &args))
        };
        parts.push(Part::List(best.iter().map(line).collect()));
    }
    if !open.is_empty() {
        parts.push(Part::Paragraph(text(sheet.sheet.message("tier.open", &[("n", number(open.len()))]))));
    }
}

fn neighbour(sheet: &GuideSheet<'_>, tier: TierIx, step: &Comparison, parts: &mut Vec<Part>) {
    let key = match step.kind(sheet.guide, tier) {
        "up" => "tier.step_up",
        "base" => "tier.step_base",
        _ => "tier.step_down",
    };
    parts.push(Part::Heading(3, text(sheet.sheet.message(key, &[("name", name(sheet, step.tier))]))));
    let (higher, lower) = if step.is_up { (step.tier, tier) } else { (tier, step.tier) };
    for (first, second, reasons) in [(higher, lower, &step.gains), (lower, higher, &step.losses)] {
        if first == lower && reasons.is_empty() {
            continue;
        }
        let args = [("name", name(sheet, first)), ("other", name(sheet, second))];
        parts.push(Part::Heading(4, text(sheet.sheet.message("tier.ahead", &args))));
        parts.push(list(sheet, ahead(sheet, first, second, reasons).collect(), (first, second)));
    }
}

fn name(sheet: &GuideSheet<'_>, tier: TierIx) -> Argument {
    sheet.head.labels.get(tier).map_or_else(|| Argument::StyledText(StyledText::default()), |label| rich(&label.runs))
}

/// The lines, or that there are none.
fn list(sheet: &GuideSheet<'_>, lines: Vec<Line>, (tier, other): (TierIx, TierIx)) -> Part {
    if !lines.is_empty() {
        return Part::List(lines);
    }
    let args = [("name", name(sheet, tier)), ("other", name(sheet, other))];
    Part::Paragraph(text(sheet.sheet.message("pair.reasons_none", &args)))
}

fn ahead<'s>(
    sheet: &'s GuideSheet<'_>,
    tier: TierIx,
    other: TierIx,
    reasons: &'s [Reason],
) -> impl Iterator<Item = Line> + 's {
    reasons.iter().map(move |reason| {
        let row = reason.feature;
        let of = |tier: TierIx| variant(sheet, row, tier);
        let shared = of(tier).filter(|variant| of(other) == Some(*variant));
        let value = |tier: TierIx| match shared {
            Some(_) => rich(&worded(sheet, row, tier)),
            None => rich(&stated(sheet, row, tier)),
        };
        let mut args = vec![
            ("feature", rich(&sheet.words.feature(sheet.sheet.cx, row).runs)),
            ("value", value(tier)),
            ("other", name(sheet, other)),
            ("other_value", value(other)),
        ];
        let key = if let Some(variant) = shared {
            args.push(("variant", rich(&StyledText::value(variant))));
            "pair.reason_of"
        } else {
            "pair.reason"
        };
        text(sheet.sheet.message(key, &args))
    })
}

/// The text of a cell's first statement.
fn worded(sheet: &GuideSheet<'_>, row: FeatureIx, tier: TierIx) -> StyledText {
    sheet.made.table.cell(row, tier).map(|cell| StyledText::value(cell.text.clone())).unwrap_or_default()
}

/// Of what variant.
fn variant<'s>(sheet: &'s GuideSheet<'_>, row: FeatureIx, tier: TierIx) -> Option<&'s str> {
    sheet.made.table.bare(row, tier)?.first()?.variant.as_deref()
}

/// Both.
fn stated(sheet: &GuideSheet<'_>, row: FeatureIx, tier: TierIx) -> StyledText {
    let value = worded(sheet, row, tier);
    match variant(sheet, row, tier).filter(|variant| adds_to(variant, &value.bare())) {
        Some(variant) => {
            let args = [("value", rich(&value)), ("variant", rich(&StyledText::value(variant)))];
            sheet.sheet.cx.message("pair.value_of", &args)
        }
        None => value,
    }
}
