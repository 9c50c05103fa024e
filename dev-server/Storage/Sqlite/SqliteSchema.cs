namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>
/// The tables of a server's file: a stored shape. A change raises <see cref="Version"/> and adds a step that turns the
/// version before into it; older servers refuse newer files.
/// </summary>
internal static class SqliteSchema
{
    public const int Version = 4;

    /// <summary>SQLite's application_id: "DEXS". Tells our files from those of others.</summary>
    public const int ApplicationId = 0x44455853;

    public const string Create = """
        CREATE TABLE namespaces (
            id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, description BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE search_attributes (
            namespace_id TEXT NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,
            PRIMARY KEY (namespace_id, name)) WITHOUT ROWID;
        CREATE TABLE runs (
            run_id TEXT NOT NULL PRIMARY KEY, namespace_id TEXT NOT NULL, workflow_id TEXT NOT NULL,
            is_open INTEGER NOT NULL, state BLOB NOT NULL);
        CREATE INDEX open_runs ON runs (is_open) WHERE is_open = 1;
        CREATE TABLE current_runs (
            namespace_id TEXT NOT NULL, workflow_id TEXT NOT NULL, run_id TEXT NOT NULL,
            PRIMARY KEY (namespace_id, workflow_id)) WITHOUT ROWID;
        CREATE TABLE history (
            run_id TEXT NOT NULL, first_event_id INTEGER NOT NULL, last_event_id INTEGER NOT NULL, events BLOB NOT NULL,
            PRIMARY KEY (run_id, first_event_id)) WITHOUT ROWID;
        CREATE TABLE visibility (
            run_id TEXT NOT NULL PRIMARY KEY, namespace_id TEXT NOT NULL, workflow_id TEXT NOT NULL,
            info BLOB NOT NULL);
        PRAGMA application_id = 1145395283;
        PRAGMA user_version = 1;
        """;

    /// <summary>
    /// The first turns version 1 into 2, and so on; a new file is made as version 1 and goes all the way.
    /// </summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        ALTER TABLE runs ADD COLUMN checksum INTEGER;
        ALTER TABLE history ADD COLUMN checksum INTEGER;
        ALTER TABLE visibility ADD COLUMN checksum INTEGER;
        PRAGMA user_version = 2;
        """,
        """
        CREATE TABLE batches (
            namespace_id TEXT NOT NULL, job_id TEXT NOT NULL, state BLOB NOT NULL, checksum INTEGER NOT NULL,
            targets BLOB NOT NULL, targets_checksum INTEGER NOT NULL,
            PRIMARY KEY (namespace_id, job_id)) WITHOUT ROWID;
        PRAGMA user_version = 3;
        """,
        """
        CREATE TABLE schedules (
            namespace_id TEXT NOT NULL, schedule_id TEXT NOT NULL, state BLOB NOT NULL, checksum INTEGER NOT NULL,
            listing BLOB NOT NULL, listing_checksum INTEGER NOT NULL,
            PRIMARY KEY (namespace_id, schedule_id)) WITHOUT ROWID;
        PRAGMA user_version = 4;
        """,
    ];
}
