using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>One call on a PostgreSQL database.</summary>
internal sealed class PostgresCalls(
    DatabaseOptions database,
    Secret? secret,
    ToolRequest request,
    ToolOptions options)
{
    /// <summary>How long it is tried to find out what became of a call that broke off.</summary>
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(8);

    public async Task<ToolResult> QueryAsync(
        IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        var texts = Texts(statements);
        await using var session = await OpenAsync(request.Timeout, cancellationToken);
        try
        {
            return ToolResult.Executed(await session.RunAllAsync(texts, options, cancellationToken));
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheServer(fault))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ToolResult.Failed(
                ToolCodes.Rejected, $"PostgreSQL refused the query: {PostgresFaults.Sentence(fault)}.");
        }
    }

    public async Task<ToolResult> TransferAsync(
        IReadOnlyList<SqlStatement> statements, int? expected, CancellationToken cancellationToken)
    {
        var texts = Texts(statements);
        if (database.IsReadOnly)
        {
            throw new ToolRefusalException(ToolCodes.NotAllowed, "This worker only reads this database.");
        }

        var session = await OpenAsync(request.Timeout, cancellationToken);
        try
        {
            return await TransferAsync(session, texts, expected, cancellationToken);
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheServer(fault) || fault is OperationCanceledException)
        {
            await session.DisposeAsync();
            return await AfterFaultAsync(PostgresFaults.Sentence(fault));
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    private async Task<ToolResult> TransferAsync(
        PostgresSession session,
        IReadOnlyList<(PostgresText Text, IReadOnlyDictionary<string, object> Values)> texts,
        int? expected,
        CancellationToken cancellationToken)
    {
        var receipts = new PostgresReceipts(session, request);
        await receipts.EnsureTableAsync(cancellationToken);
        if (!await receipts.ClaimAsync(cancellationToken))
        {
            return await receipts.FindAsync(cancellationToken);
        }

        var result = await session.RunAllAsync(texts, options, cancellationToken);
        var affected = result["affected"]!.GetValue<int>();
        if (expected is { } rows && rows != affected)
        {
            return ToolResult.Failed(
                ToolCodes.PreconditionFailed,
                $"The statement would have changed {affected} rows, not {rows}; it was rolled back.");
        }

        if (!await receipts.FillInAsync(result, cancellationToken))
        {
            throw new InvalidOperationException("A statement ended the transaction or touched its receipt.");
        }

        await session.CommitAsync(cancellationToken);
        return ToolResult.Executed(result);
    }

    /// <summary>
    /// Whatever went wrong, the key tells: who can claim it anew knows that nothing came through, who finds it knows
    /// that everything did, and who has to wait for it too long knows nothing.
    /// </summary>
    private async Task<ToolResult> AfterFaultAsync(string sentence)
    {
        using var patience = new CancellationTokenSource(CheckTime);
        try
        {
            await using var session = await OpenAsync(CheckTime, patience.Token);
            var receipts = new PostgresReceipts(session, request);
            return !await receipts.ExistsAsync(patience.Token) || await receipts.ClaimAsync(patience.Token)
                ? ToolResult.Failed(
                    ToolCodes.RolledBack, $"PostgreSQL refused it and everything was rolled back: {sentence}.")
                : await receipts.FindAsync(patience.Token);
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheServer(fault)
            || fault is OperationCanceledException or ToolRefusalException)
        {
            return ToolResult.Unknown(
                ToolCodes.ToolBroken, $"PostgreSQL failed and the receipt cannot be read: {sentence}.");
        }
    }

    private Task<PostgresSession> OpenAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        PostgresSession.OpenAsync(database, secret, request.IsRead, timeout, cancellationToken);

    private List<(PostgresText Text, IReadOnlyDictionary<string, object> Values)> Texts(
        IReadOnlyList<SqlStatement> statements) =>
        [.. statements.Select(statement => (PostgresText.Of(statement.Sql, request.IsRead), statement.Values))];
}
