//! Indexes that cannot be mixed up: the compiler rejects the index of a tier if that of a feature is expected.
//!
//! ```ignore
//! let tiers: IndexVec<TierIx, Tier> = …;
//! for (tier, of) in tiers.iter_enumerated() { … }   // `tier` is a TierIx
//! tiers[feature]                                    // does not compile
//! ```

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

/// The place of something in an [`IndexVec`].
pub trait Idx: Copy + From<usize> + Into<usize> {}

/// Declares types of indexes, each for one kind of list.
macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The index of the item with `ix` items before it.
            pub const fn new(ix: usize) -> $name {
                $name(ix)
            }

            /// How many items are before it.
            pub const fn get(self) -> usize {
                self.0
            }

            /// Counted from 1, as pages do.
            pub const fn number(self) -> usize {
                self.0 + 1
            }

            /// The place before this one; none before the first.
            pub fn previous(self) -> Option<$name> {
                self.0.checked_sub(1).map($name)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl From<usize> for $name {
            fn from(ix: usize) -> $name {
                $name(ix)
            }
        }

        impl From<$name> for usize {
            fn from(ix: $name) -> usize {
                ix.0
            }
        }

        impl $crate::index::Idx for $name {}
    )+};
}

pub(crate) use index_types;

/// A list whose items are found by an index of type `I` alone. Everything else is as with a slice.
#[derive(Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    items: Vec<T>,
    index: PhantomData<fn(I) -> I>,
}

impl<I: Idx, T> IndexVec<I, T> {
    /// A list without items.
    pub fn new() -> IndexVec<I, T> {
        IndexVec::default()
    }

    /// Adds an item, and returns its index.
    pub fn push(&mut self, item: T) -> I {
        let ix = self.next_ix();
        self.items.push(item);
        ix
    }

    /// Where the next item will be.
    pub fn next_ix(&self) -> I {
        I::from(self.items.len())
    }

    /// The item at an index; `None` beyond the last.
    pub fn get(&self, ix: I) -> Option<&T> {
        self.items.get(ix.into())
    }

    /// Every place, in order. The list is not borrowed.
    pub fn indices(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (0..self.items.len()).map(I::from as fn(usize) -> I)
    }

    /// Every place behind this one, in order.
    pub fn after(&self, ix: I) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (ix.into().saturating_add(1)..self.items.len()).map(I::from as fn(usize) -> I)
    }

    /// Every two places, each pair once, in order: of three, (0, 1), (0, 2), (1, 2).
    pub fn pairs(&self) -> impl Iterator<Item = (I, I)> {
        self.indices().flat_map(|a| self.after(a).map(move |b| (a, b)))
    }

    /// Items with their places.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(ix, item)| (I::from(ix), item))
    }

    /// The first place whose item is wanted.
    pub fn position(&self, wanted: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(wanted).map(I::from)
    }
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> IndexVec<I, T> {
        IndexVec { items: Vec::new(), index: PhantomData }
    }
}

impl<I, T: std::fmt::Debug> std::fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.items.fmt(f)
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(items: Vec<T>) -> IndexVec<I, T> {
        IndexVec { items, index: PhantomData }
    }
}

impl<I, T, const N: usize> From<[T; N]> for IndexVec<I, T> {
    fn from(items: [T; N]) -> IndexVec<I, T> {
        Vec::from(items).into()
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> IndexVec<I, T> {
        Vec::from_iter(items).into()
    }
}

impl<I, T> Extend<T> for IndexVec<I, T> {
    fn extend<It: IntoIterator<Item = T>>(&mut self, items: It) {
        self.items.extend(items);
    }
}

impl<I, T> Deref for IndexVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<I, T> DerefMut for IndexVec<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<I: Idx, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, ix: I) -> &T {
        &self.items[ix.into()]
    }
}

impl<I: Idx, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, ix: I) -> &mut T {
        &mut self.items[ix.into()]
    }
}

impl<I, T> IntoIterator for IndexVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut IndexVec<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    index_types! { RowIx; }

    fn rows(of: &[&'static str]) -> IndexVec<RowIx, &'static str> {
        of.iter().copied().collect()
    }

    #[test]
    fn an_item_is_found_where_it_was_put() {
        let mut rows = IndexVec::<RowIx, &str>::new();
        let (a, b) = (rows.push("a"), rows.push("b"));
        assert_eq!((a, b, rows.next_ix()), (RowIx::new(0), RowIx::new(1), RowIx::new(2)));
        rows[a] = "c";
        assert_eq!((rows[a], rows.get(b), rows.get(RowIx::new(2))), ("c", Some(&"b"), None));
        assert_eq!((rows.position(|row| *row == "b"), rows.position(|row| *row == "a")), (Some(b), None));
        assert_eq!(rows.iter_enumerated().rev().collect::<Vec<_>>(), [(b, &"b"), (a, &"c")]);
    }

    #[test]
    fn places_are_in_order() {
        let at = |places: &[RowIx]| places.iter().map(|ix| ix.get()).collect::<Vec<_>>();
        let three = rows(&["a", "b", "c"]);
        assert_eq!(at(&three.indices().collect::<Vec<_>>()), [0, 1, 2]);
        assert_eq!(at(&three.after(RowIx::new(0)).collect::<Vec<_>>()), [1, 2]);
        assert!(three.after(RowIx::new(2)).next().is_none() && three.after(RowIx::new(usize::MAX)).next().is_none());
        let pairs: Vec<_> = three.pairs().map(|(a, b)| (a.get(), b.get())).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
        assert!(rows(&[]).pairs().next().is_none() && rows(&["a"]).pairs().next().is_none());
        assert_eq!((RowIx::new(1).previous(), RowIx::new(0).previous()), (Some(RowIx::new(0)), None));
        assert_eq!((RowIx::new(0).number(), usize::from(RowIx::new(4)), RowIx::from(4)), (1, 4, RowIx::new(4)));
    }

    #[test]
    fn an_index_is_named_where_it_is_printed_and_a_list_is_not() {
        assert_eq!(format!("{:?} {:?}", RowIx::new(3), rows(&["a"])), "RowIx(3) [\"a\"]");
    }
}
