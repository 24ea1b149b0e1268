//! The process: settings, state, router, sessions, jobs.
