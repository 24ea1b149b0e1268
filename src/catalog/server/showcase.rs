//! How a template is shown besides its pictures, as its seller has it.

use crate::sell::rules::showcase::names;

#[derive(Clone, Debug, Default)]
pub struct Showcase {
    pub demo_url: Option<String>,
    /// Parted by commas.
    pub stack: Option<String>,
    /// Whether its page may be framed.
    pub frames: bool,
}

impl Showcase {
    pub fn stack(&self) -> impl Iterator<Item = &str> {
        self.stack.iter().flat_map(|kept| names(kept))
    }
}
