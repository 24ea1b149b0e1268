//! Small nouns every slice shares; compiles for the browser and knows no feature.

pub mod avatar;
pub mod country;
pub mod error;
pub mod given;
pub mod ids;
pub mod language;
pub mod locale;
pub mod money;
pub mod paging;
pub mod slug;
pub mod time;
