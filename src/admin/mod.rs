//! What staff see and do; the audit log.
