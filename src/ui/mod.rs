//! Design-system primitives that know no feature.

pub mod avatar;
pub mod badge;
pub mod button;
pub mod chart;
pub mod empty;
pub mod escape;
pub mod field;
pub mod flash;
pub mod form;
pub mod frame;
pub mod head;
pub mod icon;
pub mod layout;
pub mod pager;
pub mod price;
pub mod stars;
pub mod table;
pub mod thumb;
