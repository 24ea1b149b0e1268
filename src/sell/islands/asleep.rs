//! On the server nothing is chosen, dropped or sent.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::NodeRef;

use super::queue::Queue;

pub fn listing_of(_input: NodeRef<Input>) -> String {
    String::new()
}

pub fn take_chosen(_queue: Queue, _input: NodeRef<Input>) {}

pub fn take_dropped(_queue: Queue, _event: &DragEvent) {}

pub fn retry(_queue: Queue, _id: u32) {}

pub fn stop(_queue: Queue, _id: u32) {}
