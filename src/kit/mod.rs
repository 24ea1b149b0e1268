//! Small nouns every slice shares; compiles for the browser and knows no feature.

pub mod country;
pub mod error;
pub mod ids;
pub mod money;
pub mod paging;
pub mod slug;
pub mod time;
