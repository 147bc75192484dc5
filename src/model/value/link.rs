//! `link`: an address.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    /// Where the author gave none, the host's name is shown.
    pub name: Option<String>,
}
