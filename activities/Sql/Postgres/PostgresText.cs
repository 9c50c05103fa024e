using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>
/// A statement as PostgreSQL takes it: "$name" becomes a position, outside of literals, quoted names and comments. It
/// is one statement, of a kind that does not touch the transaction; the server itself takes no second one in it.
/// </summary>
internal sealed record PostgresText(string Sql, IReadOnlyList<string> Names)
{
    private static readonly string[] Reads = ["select", "with", "values", "table", "show", "explain"];

    /// <summary>No COMMIT or SET, nothing that runs text as code, nothing that touches files of the server.</summary>
    private static readonly string[] Acts =
    [
        "select", "with", "values", "insert", "update", "delete", "merge", "truncate", "create", "alter", "drop",
        "comment", "grant", "revoke", "refresh", "lock", "analyze", "reindex", "call",
    ];

    public static PostgresText Of(string sql, bool isRead)
    {
        var scan = new PostgresScan(sql);
        scan.Run();
        var allowed = isRead ? Reads : Acts;
        if (!allowed.Contains(scan.FirstWord))
        {
            throw new ToolRefusalException(
                isRead ? ToolCodes.NotReadOnly : ToolCodes.NotAllowed,
                $"A statement that begins with '{scan.FirstWord}' may not be run here; it begins with one of "
                + $"{string.Join(", ", allowed)}.");
        }

        return !isRead && scan.NamesReceipts
            ? throw new ToolRefusalException(
                ToolCodes.NotAllowed, $"An action may not touch {PostgresReceipts.Table}; a read may.")
            : new PostgresText(scan.Text, scan.Names);
    }
}
