//! Cells that a tier does not have: inherited from another tier, else the value of the parent row, else
//! missing.

use super::missing::{missing, missing_all};
use super::tiers::{CellEntry, TierFile};
use mizan_model::{Cell, Feature, FeatureIx, Features, IndexVec, Notes, Origin, Statement, Tier, TierIx, Tiers, Value};
use mizan_source::Spanned;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Sink, did_you_mean};

/// If a tier has more missing cells than this, they are one mistake.
const SINGLY: usize = 5;

/// The cells of one tier; `None` only after an error.
type Cells = IndexVec<FeatureIx, Option<Cell>>;

/// Gives every tier a cell for every feature; `None` only after an error.
pub(super) fn resolve(
    ids: &IndexVec<TierIx, Spanned<String>>,
    files: IndexVec<TierIx, TierFile>,
    features: &Features,
    sink: &Sink,
) -> Tiers {
    let bases = bases(ids, &files, sink);
    let mut cells: IndexVec<TierIx, Option<Cells>> = ids.iter().map(|_| None).collect();
    // Each turn resolves the tiers whose base is resolved; circles are cut, so each turn gets on.
    while cells.iter().any(Option::is_none) {
        for at in ids.indices() {
            let base = bases[at].and_then(|base| cells[base].as_ref().map(|cells| (base, cells)));
            if cells[at].is_some() || (bases[at].is_some() && base.is_none()) {
                continue;
            }
            cells[at] = Some(row(&ids[at], &files[at], base, features, sink));
        }
    }
    let mut tiers = Tiers::new();
    for (((id, file), base), cells) in ids.iter().zip(files).zip(bases).zip(cells) {
        tiers.push(Tier {
            id: id.value.clone(),
            file: file.file,
            url: file.url,
            image: file.image,
            links: file.links,
            inherits: base,
            cells: cells.unwrap_or_default(),
            span: id.span,
        });
    }
    tiers
}

/// Whom each tier inherits from; circles are reported and cut.
fn bases(
    ids: &IndexVec<TierIx, Spanned<String>>,
    files: &IndexVec<TierIx, TierFile>,
    sink: &Sink,
) -> IndexVec<TierIx, Option<TierIx>> {
    let mut bases: IndexVec<TierIx, Option<TierIx>> = IndexVec::new();
    for (id, file) in ids.iter().zip(files) {
        let base = file.inherits.as_ref().and_then(|wanted| {
            let found = ids.position(|other| other.value == wanted.value);
            if found.is_none() {
                let diagnostic = Diagnostic::error(
                    Code::UnknownTier,
                    format!("unknown tier `{}` in `inherits` of `{}`", wanted.value, id.value),
                )
                .at(wanted.span, "unknown tier");
                let others = ids.iter().map(|other| other.value.as_str()).filter(|other| *other != id.value);
                sink.push(match did_you_mean(&wanted.value, others) {
                    Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(
                        wanted.span,
                        meant,
                        Applicability::Unsafe,
                    ),
                    None => diagnostic.help("use one of `tiers` in guide.toml"),
                });
            }
            found
        });
        bases.push(base);
    }
    for start in bases.indices() {
        let mut path = vec![start];
        let mut at = start;
        while let Some(base) = bases[at] {
            if base == start {
                let names: Vec<String> =
                    path.iter().chain([&start]).map(|&ix| format!("`{}`", ids[ix].value)).collect();
                if let Some(place) = &files[start].inherits {
                    let message = match path.as_slice() {
                        [_] => format!("the tier `{}` inherits from itself", ids[start].value),
                        _ => format!("tiers inherit in a cycle: {}", names.join(" → ")),
                    };
                    let mut diagnostic = Diagnostic::error(Code::Circle, message)
                        .at(place.span, "this closes the cycle")
                        .help("remove `inherits` from one of them");
                    for &ix in path.iter().skip(1) {
                        if let Some(other) = &files[ix].inherits {
                            diagnostic = diagnostic.also(other.span, format!("`{}` inherits here", ids[ix].value));
                        }
                    }
                    sink.push(diagnostic);
                }
                bases[start] = None;
                break;
            }
            if path.contains(&base) {
                // A circle further on: it is reported where it begins.
                break;
            }
            path.push(base);
            at = base;
        }
    }
    bases
}

/// One tier's cells, in row order, so that a parent comes before its children.
fn row(
    id: &Spanned<String>,
    file: &TierFile,
    base: Option<(TierIx, &Cells)>,
    features: &Features,
    sink: &Sink,
) -> Cells {
    let mut cells = Cells::new();
    let mut lacking: Vec<&Feature> = Vec::new();
    // If the base of a tier could not be read, is unknown, or was part of a cycle, it is unknown which of its cells are
    // missing.
    let silent = file.unread.is_some() || (file.inherits.is_some() && base.is_none());
    for (at, feature) in features.iter_enumerated() {
        let cell = match &file.cells[at] {
            CellEntry::Cell(cell) => Some(cell.clone()),
            CellEntry::Error(_) => None,
            CellEntry::Nothing => match inherited(at, base) {
                Inherited::Cell(cell) => Some(cell),
                Inherited::Error => None,
                Inherited::Nothing => match feature.parent.map(|parent| (parent, cells[parent].as_ref())) {
                    Some((parent, Some(above))) if speaks_for_children(&above.first().value) => {
                        Some(word_of(above, parent))
                    }
                    // The parent's own error is reported already.
                    Some((_, None)) => None,
                    _ => {
                        if !silent {
                            lacking.push(feature);
                        }
                        None
                    }
                },
            },
        };
        cells.push(cell);
    }
    if lacking.len() > SINGLY {
        sink.push(missing_all(id, file, &lacking));
    } else {
        lacking.iter().for_each(|feature| sink.push(missing(id, file, feature)));
    }
    cells
}

enum Inherited {
    Cell(Cell),
    Error,
    Nothing,
}

/// The base's cell. A cell that the base itself has only by its parent row is not inherited, but derived again from
/// this tier's parent row.
fn inherited(at: FeatureIx, base: Option<(TierIx, &Cells)>) -> Inherited {
    let Some((base, cells)) = base else { return Inherited::Nothing };
    match &cells[at] {
        None => Inherited::Error,
        Some(Cell { origin: Origin::Parent(_), .. }) => Inherited::Nothing,
        Some(cell) => {
            // The text belongs to the tier that the cell comes from, however long the chain.
            let origin = match cell.origin {
                Origin::Tier(first) => Origin::Tier(first),
                _ => Origin::Tier(base),
            };
            Inherited::Cell(Cell { origin, ..cell.clone() })
        }
    }
}

fn speaks_for_children(value: &Value) -> bool {
    matches!(value, Value::No | Value::Unknown | Value::NotApplicable)
}

/// A child's cell in its parent's word, with the parent's sources and date.
fn word_of(above: &Cell, parent: FeatureIx) -> Cell {
    let statement =
        Statement { notes: Notes::default(), variant: None, grade: None, price: None, ..above.first().clone() };
    Cell { statements: vec![statement], origin: Origin::Parent(parent), span: above.span }
}
