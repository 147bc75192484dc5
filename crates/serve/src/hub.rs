//! Where the worker publishes what there is to see, and requests find it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::inject::OWN;
use super::page::{Rendered, short_hash};
use mizan_engine::Snapshot;
use mizan_export::Artifact;
use mizan_plan::{PageIx, PageKey};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, Look, Severity, cards, did_you_mean, human};

/// Diagnostics that a page shows; the terminal has them all.
const CARDS: usize = 40;
/// Pages of which the last good state is kept.
const KEPT: usize = 64;

/// What is wrong, ready to be shown.
#[derive(Default)]
pub(crate) struct Faults {
    pub errors: usize,
    pub warnings: usize,
    /// The first of them, for the client.
    cards: Vec<Value>,
    /// All of them, for whoever has no script.
    pub text: String,
}

impl Faults {
    pub(crate) fn new(diagnostics: &Diagnostics, sources: &SourceMap) -> Faults {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        Faults {
            errors,
            warnings: diagnostics.len() - errors,
            cards: cards(diagnostics, sources, CARDS),
            text: if errors > 0 { human(diagnostics, sources, Look::default()) } else { String::new() },
        }
    }

    fn value(&self) -> Value {
        // Equal faults are shown once and may be closed; other faults open again.
        let id = short_hash(&Value::from(self.cards.clone()).to_string());
        json!({ "id": id, "errors": self.errors, "warnings": self.warnings, "cards": self.cards })
    }
}

/// The site at one moment, as far as it can be shown.
pub(crate) struct SiteState {
    /// Counts what was published.
    pub build: u64,
    /// The last state of the site that is good.
    pub snapshot: Option<Arc<Snapshot>>,
    pub faults: Arc<Faults>,
    /// Counts changes of files in static/: of stylesheets, and of others.
    pub sheets: u64,
    pub files: u64,
    /// Pages that were made, or what was wrong with them.
    made: Mutex<BTreeMap<PageIx, RenderResult>>,
}

type RenderResult = Result<Arc<Rendered>, Arc<Faults>>;

impl SiteState {
    pub(crate) fn new(
        build: u64,
        snapshot: Option<Arc<Snapshot>>,
        faults: Arc<Faults>,
        sheets: u64,
        files: u64,
    ) -> SiteState {
        SiteState { build, snapshot, faults, sheets, files, made: Mutex::default() }
    }
}

/// What is answered to a request for a path.
pub(crate) enum PathAnswer {
    Page {
        page: Arc<Rendered>,
        found: bool,
        /// What is wrong with the page as it should be now; this one is its last good state.
        faults: Option<Arc<Faults>>,
    },
    /// There is nothing good to be shown.
    Faults(Arc<Faults>),
    File(Artifact),
    /// To another path of this server.
    Elsewhere(String),
    Nothing,
}

/// The published state, and what outlives it.
pub(crate) struct Broadcaster {
    state: watch::Sender<Arc<SiteState>>,
    /// Good pages by path, the newest first.
    last: Mutex<VecDeque<(String, Arc<Rendered>)>>,
}

impl Broadcaster {
    pub(crate) fn new() -> Broadcaster {
        let nothing = SiteState::new(0, None, Arc::default(), 0, 0);
        Broadcaster { state: watch::Sender::new(Arc::new(nothing)), last: Mutex::default() }
    }

    pub(crate) fn publish(&self, state: SiteState) {
        self.state.send_replace(Arc::new(state));
    }

    pub(crate) fn state(&self) -> Arc<SiteState> {
        Arc::clone(&self.state.borrow())
    }

    /// Is told of each state that is published.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Arc<SiteState>> {
        self.state.subscribe()
    }

    /// What stands at `path`: decoded, as a request has it.
    pub(crate) fn answer(&self, state: &SiteState, path: &str) -> PathAnswer {
        let Some(snapshot) = &state.snapshot else { return PathAnswer::Faults(Arc::clone(&state.faults)) };
        let base = snapshot.plan().base.path();
        let base = percent_encoding::percent_decode_str(base).decode_utf8_lossy();
        let Some(inside) = path.strip_prefix(base.as_ref()) else {
            let leads = path == "/" || base.strip_suffix('/') == Some(path);
            return if leads {
                PathAnswer::Elsewhere(snapshot.plan().base.path().to_owned())
            } else {
                PathAnswer::Nothing
            };
        };
        let plan = snapshot.plan();
        let route = match inside.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => inside,
        };
        if let Some(page) = plan.at(route) {
            return self.page(
                state,
                snapshot,
                page,
                !matches!(plan.pages.get(page), Some(p) if p.key == PageKey::NotFound),
            );
        }
        if let Some(page) = plan.at(&format!("{inside}/")) {
            return PathAnswer::Elsewhere(plan.href(page));
        }
        match snapshot.file(inside).map(|file| file.or_else(|| snapshot.file(&format!("{route}index.html")).ok()?)) {
            Ok(Some(file)) => PathAnswer::File(file),
            Ok(None) => match not_found(snapshot, inside) {
                Some(page) => self.page(state, snapshot, page, false),
                None => PathAnswer::Nothing,
            },
            Err(faults) => PathAnswer::Faults(Arc::new(Faults::new(&faults, snapshot.sources()))),
        }
    }

    fn page(&self, state: &SiteState, snapshot: &Snapshot, page: PageIx, found: bool) -> PathAnswer {
        let known = state.made.lock().unwrap_or_else(PoisonError::into_inner).get(&page).cloned();
        let made = known.unwrap_or_else(|| {
            let made = Rendered::new(snapshot, page)
                .map(Arc::new)
                .map_err(|faults| Arc::new(Faults::new(&faults, snapshot.sources())));
            let mut kept = state.made.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(page, made.clone());
            made
        });
        let path = snapshot.plan().href(page);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match made {
            Ok(page) => {
                last.retain(|(known, _)| *known != path);
                last.push_front((path, Arc::clone(&page)));
                last.truncate(KEPT);
                PathAnswer::Page { page, found, faults: None }
            }
            Err(faults) => match last.iter().find(|(known, _)| *known == path) {
                Some((_, page)) => PathAnswer::Page { page: Arc::clone(page), found, faults: Some(faults) },
                None => PathAnswer::Faults(faults),
            },
        }
    }

    /// What a browser that shows `path` is told of `state`.
    pub(crate) fn told(&self, state: &SiteState, path: &str) -> Value {
        let (page, styles, found, own) = match self.answer(state, path) {
            PathAnswer::Page { page, found, faults } => (page.hash.clone(), page.styles.clone(), found, faults),
            PathAnswer::Faults(faults) => (String::new(), String::new(), true, Some(faults)),
            PathAnswer::Elsewhere(to) => (to, String::new(), true, None),
            PathAnswer::File(file) => (file.path, String::new(), true, None),
            PathAnswer::Nothing => (String::new(), String::new(), false, None),
        };
        let mut faults = state.faults.value();
        // What is wrong with this page alone comes first.
        if let Some(own) = own.filter(|own| !Arc::ptr_eq(own, &state.faults)) {
            let all = own.cards.iter().chain(&state.faults.cards).cloned().collect::<Vec<_>>();
            let (errors, warnings) = (own.errors + state.faults.errors, own.warnings + state.faults.warnings);
            let id = short_hash(&Value::from(all.clone()).to_string());
            faults = json!({ "id": id, "errors": errors, "warnings": warnings, "cards": all });
        }
        let missing = (!found).then(|| json!({ "near": state.snapshot.as_ref().map(|snapshot| near(snapshot, path)) }));
        json!({
            "build": state.build,
            "page": page,
            "styles": format!("{styles}-{}", state.sheets),
            "files": state.files,
            "missing": missing,
            "faults": faults,
        })
    }
}

/// The 404 page of the language that a path begins with, or the one for all.
fn not_found(snapshot: &Snapshot, path: &str) -> Option<PageIx> {
    let plan = snapshot.plan();
    let first = path.split('/').next().unwrap_or_default();
    plan.at(&format!("{first}/404.html")).or_else(|| plan.at("404.html"))
}

/// The address of the page that was most likely meant.
fn near(snapshot: &Snapshot, path: &str) -> Value {
    let plan = snapshot.plan();
    let base = percent_encoding::percent_decode_str(plan.base.path()).decode_utf8_lossy();
    let Some(inside) = path.strip_prefix(base.as_ref()) else { return Value::Null };
    let inside = format!("{}/", inside.trim_end_matches('/'));
    // Comparing with every page of a large site would take longer than making one.
    let first = inside.split('/').next().unwrap_or_default();
    let few = plan.pages.len() < 2_000;
    let alike = plan.pages.iter().map(|page| page.route.as_str());
    let alike = alike.filter(|route| few || route.starts_with(first)).take(2_000);
    match did_you_mean(&inside, alike).and_then(|route| plan.at(route)) {
        Some(page) => Value::from(plan.href(page)),
        None => Value::Null,
    }
}

/// Whether a path is one of the server's own.
pub(crate) fn own(path: &str) -> Option<&str> {
    path.strip_prefix(OWN)
}
