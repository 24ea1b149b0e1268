//! The files that were chosen, and how far each has come.

use leptos::prelude::*;

use crate::sell::rules::{check_size, file_kind, file_name};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    Waiting,
    /// In percent.
    Reading(u8),
    /// In percent.
    Sending(u8),
    Checking,
    Done,
    /// The server looked at it and told why not; the reason stands in the list of files.
    Refused(String),
    /// With the reason, and whether another try may help.
    Failed(String, bool),
}

impl Phase {
    pub fn words(&self) -> String {
        match self {
            Self::Waiting => "Waiting".into(),
            Self::Reading(percent) => format!("Reading, {percent} %"),
            Self::Sending(percent) => format!("Sending, {percent} %"),
            Self::Checking => "Checking".into(),
            Self::Done => "In".into(),
            Self::Refused(reason) | Self::Failed(reason, _) => reason.clone(),
        }
    }

    /// Of the whole way, in percent, while it is under way.
    pub fn progress(&self) -> Option<u8> {
        match self {
            Self::Reading(percent) => Some(percent / 5),
            Self::Sending(percent) => Some(20 + percent / 4 * 3),
            Self::Checking => Some(97),
            _ => None,
        }
    }

    pub fn is_fault(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Failed(..))
    }

    pub fn may_retry(&self) -> bool {
        matches!(self, Self::Failed(_, true))
    }

    fn is_settled(&self) -> bool {
        matches!(self, Self::Done | Self::Refused(_))
    }
}

#[derive(Clone)]
pub struct Row {
    pub id: u32,
    pub name: String,
    pub size: u64,
    pub phase: RwSignal<Phase>,
}

#[derive(Clone, Copy, Default)]
pub struct Queue {
    /// Known once the island is awake.
    pub asset_id: StoredValue<String>,
    pub rows: RwSignal<Vec<Row>>,
    /// Told to those who do not see the list.
    pub news: RwSignal<String>,
    pub busy: StoredValue<bool>,
    made: StoredValue<u32>,
}

impl Queue {
    /// Takes a file in; what cannot be sold is told before anything is sent. Its id here.
    pub fn add(&self, name: String, size: u64) -> u32 {
        let fault = check_size(size).map_err(str::to_owned);
        let fault = fault.and_then(|()| file_name::check(&name)).and_then(|name| file_kind::of_name(&name));
        let phase = fault.map_or_else(|words| Phase::Failed(words, false), |_| Phase::Waiting);
        let id = self.made.get_value() + 1;
        self.made.set_value(id);
        self.rows.update(|rows| rows.push(Row { id, name, size, phase: RwSignal::new(phase) }));
        id
    }

    pub fn next_waiting(&self) -> Option<Row> {
        let waits = |row: &&Row| row.phase.with_untracked(|phase| *phase == Phase::Waiting);
        self.rows.with_untracked(|rows| rows.iter().find(waits).cloned())
    }

    pub fn remove(&self, id: u32) {
        self.rows.update(|rows| rows.retain(|row| row.id != id));
    }

    /// Lets go of what now stands in the list of files.
    pub fn drop_settled(&self) {
        self.rows.update(|rows| rows.retain(|row| !row.phase.with_untracked(Phase::is_settled)));
    }
}
