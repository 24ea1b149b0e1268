//! People: accounts as staff and programs see them.

mod staff;
