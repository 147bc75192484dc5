//! (to come)

/// What was done to the output folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    pub written: usize,
    pub unchanged: usize,
    pub deleted: usize,
    pub bytes: u64,
}

impl Report {
    /// Files of the site, all together.
    pub fn files(&self) -> usize {
        self.written + self.unchanged
    }
}
