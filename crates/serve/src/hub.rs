//! The state of the site: published by the worker, read by requests.

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
use mizan_source::diagnostics::{Diagnostics, HumanOptions, Severity, SeverityOrder, cards, did_you_mean, human};

/// The most diagnostics that a page shows; the terminal shows all of them.
const CARDS: usize = 40;
/// How many pages are kept in their last good state.
const KEPT: usize = 64;

/// The diagnostics, ready to be shown.
#[derive(Default)]
pub(crate) struct Problems {
    pub errors: usize,
    pub warnings: usize,
    /// The first of them, for the client.
    cards: Vec<Value>,
    /// All of them, for browsers without JavaScript.
    pub text: String,
}

impl Problems {
    pub(crate) fn new(diagnostics: &Diagnostics, sources: &SourceMap) -> Problems {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        // A page is read from the top.
        let options = HumanOptions { order: SeverityOrder::ErrorsFirst, ..HumanOptions::default() };
        Problems {
            errors,
            warnings: diagnostics.len() - errors,
            cards: cards(diagnostics, sources, CARDS),
            text: if errors > 0 { human(diagnostics, sources, options) } else { String::new() },
        }
    }

    fn value(&self) -> Value {
        // The panel can be closed; it opens again when the problems change.
        let id = short_hash(&Value::from(self.cards.clone()).to_string());
        json!({ "id": id, "errors": self.errors, "warnings": self.warnings, "cards": self.cards })
    }
}

/// A state of the site, as far as it can be shown.
pub(crate) struct SiteState {
    /// Counts published states.
    pub build: u64,
    /// The last good state of the site.
    pub snapshot: Option<Arc<Snapshot>>,
    pub problems: Arc<Problems>,
    /// Counts changes of files in static/: of stylesheets, and of others.
    pub sheets: u64,
    pub files: u64,
    /// Rendered pages, or their problems.
    rendered: Mutex<BTreeMap<PageIx, RenderResult>>,
}

type RenderResult = Result<Arc<Rendered>, Arc<Problems>>;

impl SiteState {
    pub(crate) fn new(
        build: u64,
        snapshot: Option<Arc<Snapshot>>,
        problems: Arc<Problems>,
        sheets: u64,
        files: u64,
    ) -> SiteState {
        SiteState { build, snapshot, problems, sheets, files, rendered: Mutex::default() }
    }
}

/// The answer to a request for a path.
pub(crate) enum PathAnswer {
    Page {
        page: Arc<Rendered>,
        found: bool,
        /// The problems of the current state of the page; this one is its last good state.
        problems: Option<Arc<Problems>>,
    },
    /// There is no good state of the page.
    Problems(Arc<Problems>),
    File(Artifact),
    /// Redirects to another path of this server.
    Redirect(String),
    NotFound,
}

/// The published state, and what is kept longer.
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

    /// Receives each published state.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Arc<SiteState>> {
        self.state.subscribe()
    }

    /// The answer for `path`, which is decoded.
    pub(crate) fn answer(&self, state: &SiteState, path: &str) -> PathAnswer {
        let Some(snapshot) = &state.snapshot else { return PathAnswer::Problems(Arc::clone(&state.problems)) };
        let base = snapshot.plan().base.path();
        let base = percent_encoding::percent_decode_str(base).decode_utf8_lossy();
        let Some(inside) = path.strip_prefix(base.as_ref()) else {
            let leads = path == "/" || base.strip_suffix('/') == Some(path);
            return if leads {
                PathAnswer::Redirect(snapshot.plan().base.path().to_owned())
            } else {
                PathAnswer::NotFound
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
            return PathAnswer::Redirect(plan.href(page));
        }
        match snapshot.file(inside).map(|file| file.or_else(|| snapshot.file(&format!("{route}index.html")).ok()?)) {
            Ok(Some(file)) => PathAnswer::File(file),
            Ok(None) => match not_found(snapshot, inside) {
                Some(page) => self.page(state, snapshot, page, false),
                None => PathAnswer::NotFound,
            },
            Err(problems) => PathAnswer::Problems(Arc::new(Problems::new(&problems, snapshot.sources()))),
        }
    }

    fn page(&self, state: &SiteState, snapshot: &Snapshot, page: PageIx, found: bool) -> PathAnswer {
        let known = state.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&page).cloned();
        let rendered = known.unwrap_or_else(|| {
            let rendered = Rendered::new(snapshot, page)
                .map(Arc::new)
                .map_err(|problems| Arc::new(Problems::new(&problems, snapshot.sources())));
            let mut kept = state.rendered.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(page, rendered.clone());
            rendered
        });
        let path = snapshot.plan().href(page);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match rendered {
            Ok(page) => {
                last.retain(|(known, _)| *known != path);
                last.push_front((path, Arc::clone(&page)));
                last.truncate(KEPT);
                PathAnswer::Page { page, found, problems: None }
            }
            Err(problems) => match last.iter().find(|(known, _)| *known == path) {
                Some((_, page)) => PathAnswer::Page { page: Arc::clone(page), found, problems: Some(problems) },
                None => PathAnswer::Problems(problems),
            },
        }
    }

    /// The message about `state` for a browser that shows `path`.
    pub(crate) fn message(&self, state: &SiteState, path: &str) -> Value {
        let (page, styles, found, own) = match self.answer(state, path) {
            PathAnswer::Page { page, found, problems } => (page.hash.clone(), page.styles.clone(), found, problems),
            PathAnswer::Problems(problems) => (String::new(), String::new(), true, Some(problems)),
            PathAnswer::Redirect(to) => (to, String::new(), true, None),
            PathAnswer::File(file) => (file.path, String::new(), true, None),
            PathAnswer::NotFound => (String::new(), String::new(), false, None),
        };
        let mut problems = state.problems.value();
        // Problems of this page come first.
        if let Some(own) = own.filter(|own| !Arc::ptr_eq(own, &state.problems)) {
            let all = own.cards.iter().chain(&state.problems.cards).cloned().collect::<Vec<_>>();
            let (errors, warnings) = (own.errors + state.problems.errors, own.warnings + state.problems.warnings);
            let id = short_hash(&Value::from(all.clone()).to_string());
            problems = json!({ "id": id, "errors": errors, "warnings": warnings, "cards": all });
        }
        let missing = (!found).then(|| json!({ "near": state.snapshot.as_ref().map(|snapshot| near(snapshot, path)) }));
        json!({
            "build": state.build,
            "page": page,
            "styles": format!("{styles}-{}", state.sheets),
            "files": state.files,
            "missing": missing,
            "problems": problems,
        })
    }
}

/// The 404 page of the language that a path begins with, or the one for all.
fn not_found(snapshot: &Snapshot, path: &str) -> Option<PageIx> {
    let plan = snapshot.plan();
    let first = path.split('/').next().unwrap_or_default();
    plan.at(&format!("{first}/404.html")).or_else(|| plan.at("404.html"))
}

/// The URL of the page that was most likely intended.
fn near(snapshot: &Snapshot, path: &str) -> Value {
    let plan = snapshot.plan();
    let base = percent_encoding::percent_decode_str(plan.base.path()).decode_utf8_lossy();
    let Some(inside) = path.strip_prefix(base.as_ref()) else { return Value::Null };
    let inside = format!("{}/", inside.trim_end_matches('/'));
    // Comparing with every page of a large site would take longer than rendering one.
    let first = inside.split('/').next().unwrap_or_default();
    let few = plan.pages.len() < 2_000;
    let alike = plan.pages.iter().map(|page| page.route.as_str());
    let alike = alike.filter(|route| few || route.starts_with(first)).take(2_000);
    match did_you_mean(&inside, alike).and_then(|route| plan.at(route)) {
        Some(page) => Value::from(plan.href(page)),
        None => Value::Null,
    }
}

/// The rest of a path that is one of the server's own.
pub(crate) fn own(path: &str) -> Option<&str> {
    path.strip_prefix(OWN)
}
