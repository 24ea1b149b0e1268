//! Connections, entities and the only branches between SQLite and PostgreSQL.
