//! Where staff go on after an act: the list it stood in is too easily lost, so they land on its first page.

use crate::server::reply;
use crate::ui::flash::Flash;

pub fn to(list: &str, words: &str) {
    reply::see_other_with(list, Flash::done(words));
}
