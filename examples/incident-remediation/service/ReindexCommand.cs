namespace IncidentService;

/// <summary>
/// Rebuilds the search index, in batches with pauses. It is the opaque kind of tool: it asks for no key, nobody can
/// ask it afterwards whether it ran, and when it is killed half of the index is missing.
/// </summary>
internal static class ReindexCommand
{
    private const int BatchSize = 10;

    public static async Task<int> RunAsync(CommandArguments arguments, TextWriter output)
    {
        if (!arguments.Data.IsSeeded)
        {
            await output.WriteLineAsync($"no service data in {arguments.Data.Path}");
            return ExitCodes.NotSeeded;
        }

        var store = new OrderStore(arguments.Data);
        // The key does not make the command repeatable; it lets the recorder count by key what was done.
        var key = Environment.GetEnvironmentVariable("DIRECTED_IDEMPOTENCY_KEY") ?? string.Empty;
        store.RecordEffect(key, "reindex-started");
        var indexed = 0;
        var generation = NextGeneration(store);
        for (int added; (added = AddBatch(store, generation)) > 0; indexed += added)
        {
            await output.WriteLineAsync($"indexed {indexed + added}");
            await Task.Delay(arguments.BatchPause);
        }

        store.RecordEffect(key, "reindex-finished");
        await output.WriteLineAsync($"reindexed {indexed} orders as generation {generation}");
        return ExitCodes.Done;
    }

    private static long NextGeneration(OrderStore store)
    {
        using var connection = store.Open();
        var generation = 1 + OrderStore.Number(connection, "SELECT COALESCE(MAX(generation), 0) FROM search_index");
        OrderStore.Run(connection, null, "DELETE FROM search_index");
        return generation;
    }

    private static int AddBatch(OrderStore store, long generation)
    {
        using var connection = store.Open();
        return OrderStore.Run(
            connection,
            null,
            """
            INSERT INTO search_index(order_id, generation)
            SELECT id, $generation FROM orders
            WHERE state = 'done' AND id NOT IN (SELECT order_id FROM search_index) ORDER BY id LIMIT $limit
            """,
            ("$generation", generation),
            ("$limit", BatchSize));
    }
}
