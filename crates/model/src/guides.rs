//! The guides of a site, each shared with whoever still shows an earlier state of the site.

use std::sync::Arc;

use super::{Guide, GuideIx};

/// Guides in the order of their ids. Cloning it copies no guide.
#[derive(Clone, Debug, Default)]
pub struct Guides(Vec<Arc<Guide>>);

/// Goes through guides, in order.
pub(crate) type Iter<'a> = std::iter::Map<std::slice::Iter<'a, Arc<Guide>>, fn(&'a Arc<Guide>) -> &'a Guide>;

impl Guides {
    /// The guide at an index; `None` beyond the last.
    pub fn get(&self, ix: GuideIx) -> Option<&Guide> {
        self.0.get(ix).map(Arc::as_ref)
    }

    /// All of them, by id.
    pub fn iter(&self) -> Iter<'_> {
        self.into_iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the site has no guide.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::ops::Index<GuideIx> for Guides {
    type Output = Guide;

    fn index(&self, ix: GuideIx) -> &Guide {
        &self.0[ix]
    }
}

impl std::ops::IndexMut<GuideIx> for Guides {
    /// A guide that is shared is copied first.
    fn index_mut(&mut self, ix: GuideIx) -> &mut Guide {
        Arc::make_mut(&mut self.0[ix])
    }
}

impl FromIterator<Arc<Guide>> for Guides {
    fn from_iter<T: IntoIterator<Item = Arc<Guide>>>(guides: T) -> Guides {
        Guides(guides.into_iter().collect())
    }
}

impl From<Vec<Guide>> for Guides {
    fn from(guides: Vec<Guide>) -> Guides {
        guides.into_iter().map(Arc::new).collect()
    }
}

impl<'a> IntoIterator for &'a Guides {
    type Item = &'a Guide;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        let shared: fn(&'a Arc<Guide>) -> &'a Guide = Arc::as_ref;
        self.0.iter().map(shared)
    }
}
