using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>
/// The receipts in the target's own database. A receipt is claimed before the statements run and filled in after them,
/// all in one transaction: who tries the same key meanwhile waits for the outcome and finds it.
/// </summary>
internal sealed class PostgresReceipts(PostgresSession session, ToolRequest request)
{
    public const string Table = "directed_receipts";

    // A stored shape in other people's databases: change only by a new table. The key is the try's fence.
    private const string Create = """
        CREATE TABLE IF NOT EXISTS directed_receipts (
          key TEXT PRIMARY KEY, request TEXT NOT NULL, result TEXT, at TIMESTAMPTZ NOT NULL DEFAULT now())
        """;

    /// <summary>Two who make the table at once would get in each other's way: one at a time.</summary>
    private const long MakingTurn = 7_305_808_869_229;

    private string RequestText => request.Parameters.ToJsonString();

    /// <summary>Makes the table where it is missing; a role that may not do that needs it made beforehand.</summary>
    public async Task EnsureTableAsync(CancellationToken cancellationToken)
    {
        if (await ExistsAsync(cancellationToken))
        {
            return;
        }

        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", cancellationToken, MakingTurn);
        await session.ExecuteAsync(Create, cancellationToken);
        await session.NextTransactionAsync(request.Timeout, cancellationToken);
    }

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        (await session.FirstRowAsync("SELECT to_regclass($1) IS NOT NULL", cancellationToken, Table))![0] is true;

    /// <returns>False when the key has a receipt already; waits for a try that is still under way.</returns>
    public async Task<bool> ClaimAsync(CancellationToken cancellationToken) => await session.ExecuteAsync(
        "INSERT INTO directed_receipts(key, request) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
        cancellationToken,
        request.IdempotencyKey,
        RequestText) == 1;

    /// <returns>False when this is not the transaction any more that the claim was made in.</returns>
    public async Task<bool> FillInAsync(JsonObject result, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE directed_receipts SET result = $2 WHERE key = $1 AND result IS NULL AND txid_current()::text = $3",
            cancellationToken,
            request.IdempotencyKey,
            result.ToJsonString(),
            session.TransactionId) == 1;

    public async Task<ToolResult> FindAsync(CancellationToken cancellationToken)
    {
        var row = await session.FirstRowAsync(
            "SELECT request, result FROM directed_receipts WHERE key = $1",
            cancellationToken,
            request.IdempotencyKey);
        return row switch
        {
            [string earlier, _] when earlier != RequestText =>
                ToolResult.Failed(ToolCodes.KeyReused, "The idempotency key was used for another statement."),
            [_, string result] => ToolResult.Executed(JsonNode.Parse(result)) with { IsReplayed = true },
            _ => ToolResult.Unknown(
                ToolCodes.ToolBroken, "The receipt was begun and never filled in: a part may have been done."),
        };
    }
}
