using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DirectedExecution.Activities.Sql;

/// <summary>
/// While it stands, SQLite itself refuses statements that would end our transaction, open other files or change the
/// connection, and a statement that touches our receipts. Only SQLite knows for certain what a text means.
/// </summary>
internal sealed class StatementGuard : IDisposable
{
    private static readonly int[] Forbidden =
        [raw.SQLITE_TRANSACTION, raw.SQLITE_SAVEPOINT, raw.SQLITE_ATTACH, raw.SQLITE_DETACH, raw.SQLITE_PRAGMA];

    private readonly SqliteConnection connection;

    // SQLite keeps only a pointer to it.
    private readonly delegate_authorizer authorizer = Authorize;

    public StatementGuard(SqliteConnection connection)
    {
        this.connection = connection;
        raw.sqlite3_set_authorizer(connection.Handle, authorizer, null);
    }

    public void Dispose() => raw.sqlite3_set_authorizer(connection.Handle, (delegate_authorizer?)null, null);

    private static int Authorize(object user, int action, utf8z first, utf8z second, utf8z database, utf8z trigger) =>
        Forbidden.Contains(action)
        || (action is raw.SQLITE_INSERT or raw.SQLITE_UPDATE or raw.SQLITE_DELETE or raw.SQLITE_DROP_TABLE
            && first.utf8_to_string() == "directed_receipts")
            ? raw.SQLITE_DENY
            : raw.SQLITE_OK;
}
