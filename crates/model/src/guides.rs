//! The guides of a site: the interface of each, and the guide itself while it is in use.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::{Guide, GuideInterface, GuideIx};

/// Reads guides that are not in memory.
pub trait GuideLoader: Send + Sync {
    /// The guide that the interface is of; `None` if it cannot be read any more.
    fn load(&self, interface: &GuideInterface) -> Option<Guide>;
}

/// Guides in the order of their ids.
///
/// A guide is read when it is first requested, and is kept as long as this value: code that reads many guides takes
/// a clone for a few of them at a time. A clone copies no guide.
#[derive(Clone, Default)]
pub struct Guides {
    interfaces: Arc<Vec<Arc<GuideInterface>>>,
    /// By guide: as far as they are in memory.
    guides: Vec<OnceLock<Arc<Guide>>>,
    /// `None` if all guides are in memory.
    loader: Option<Arc<dyn GuideLoader>>,
}

/// Goes through guides, in order.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    guides: &'a Guides,
    rest: std::ops::Range<GuideIx>,
}

impl Guides {
    /// Guides none of which is in memory yet.
    pub fn unloaded(interfaces: Vec<Arc<GuideInterface>>, loader: Arc<dyn GuideLoader>) -> Guides {
        let guides = interfaces.iter().map(|_| OnceLock::new()).collect();
        Guides { interfaces: Arc::new(interfaces), guides, loader: Some(loader) }
    }

    /// The guide, which is read where it is not in memory.
    pub fn get(&self, ix: GuideIx) -> Option<&Guide> {
        let slot = self.guides.get(ix)?;
        if let Some(guide) = slot.get() {
            return Some(guide);
        }
        // Two threads may both read it: one that waited would do nothing for the other.
        let guide = self.load(ix)?;
        Some(slot.get_or_init(|| guide))
    }

    /// Like [`Guides::get`], for a caller that needs the guide only briefly: one that is read for this is not kept.
    pub fn load(&self, ix: GuideIx) -> Option<Arc<Guide>> {
        match self.guides.get(ix)?.get() {
            Some(guide) => Some(Arc::clone(guide)),
            None => self.loader.as_ref()?.load(self.interface(ix)?).map(Arc::new),
        }
    }

    /// The interface of a guide.
    pub fn interface(&self, ix: GuideIx) -> Option<&GuideInterface> {
        self.interfaces.get(ix).map(Arc::as_ref)
    }

    /// The interfaces of the guides, by guide.
    pub fn interfaces(&self) -> &[Arc<GuideInterface>] {
        &self.interfaces
    }

    /// Goes through all guides, and reads those that are not in memory.
    pub fn iter(&self) -> Iter<'_> {
        self.into_iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.interfaces.len()
    }

    /// Whether the site has no guide.
    pub fn is_empty(&self) -> bool {
        self.interfaces.is_empty()
    }

    /// Changes a guide, and its interface with it. A guide that is shared is copied first.
    pub fn update(&mut self, ix: GuideIx, change: impl FnOnce(&mut Guide)) {
        let Some(mut guide) = self.get(ix).cloned() else { return };
        change(&mut guide);
        if let (Some(interface), Some(slot)) =
            (Arc::make_mut(&mut self.interfaces).get_mut(ix), self.guides.get_mut(ix))
        {
            *interface = Arc::new(GuideInterface::new(&guide));
            *slot = OnceLock::from(Arc::new(guide));
        }
    }
}

impl fmt::Debug for Guides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.interfaces.iter()).finish()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Guide;

    fn next(&mut self) -> Option<&'a Guide> {
        self.rest.by_ref().find_map(|ix| self.guides.get(ix))
    }
}

impl FromIterator<(Arc<GuideInterface>, Arc<Guide>)> for Guides {
    fn from_iter<T: IntoIterator<Item = (Arc<GuideInterface>, Arc<Guide>)>>(guides: T) -> Guides {
        let (interfaces, guides): (Vec<_>, Vec<_>) =
            guides.into_iter().map(|(interface, guide)| (interface, OnceLock::from(guide))).unzip();
        Guides { interfaces: Arc::new(interfaces), guides, loader: None }
    }
}

impl From<Vec<Guide>> for Guides {
    fn from(guides: Vec<Guide>) -> Guides {
        guides.into_iter().map(|guide| (Arc::new(GuideInterface::new(&guide)), Arc::new(guide))).collect()
    }
}

impl<'a> IntoIterator for &'a Guides {
    type Item = &'a Guide;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        Iter { guides: self, rest: 0..self.len() }
    }
}
