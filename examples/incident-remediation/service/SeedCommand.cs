namespace IncidentService;

/// <summary>
/// Sets up the incident, always the same one: the bad release is on, orders are waiting, held back and dead.
/// </summary>
internal static class SeedCommand
{
    private static readonly (string State, int Count)[] Backlog =
        [("queued", 25), ("quarantined", 12), ("dead", 40), ("done", 60)];

    public static int Run(CommandArguments arguments, TextWriter output)
    {
        Directory.CreateDirectory(arguments.Data.Path);
        foreach (var suffix in new[] { string.Empty, "-wal", "-shm" })
        {
            File.Delete(arguments.Data.Database + suffix);
        }

        var store = new OrderStore(arguments.Data);
        store.CreateSchema();
        Fill(store);
        new Flags(arguments.Data).Write(new FlagValues(AcceptOrders: true, OrderPipelineV2: true));
        output.WriteLine($"seeded {arguments.Data.Path}");
        return ExitCodes.Done;
    }

    private static void Fill(OrderStore store)
    {
        using var connection = store.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (state, count) in Backlog)
        {
            for (var number = 1; number <= count; number++)
            {
                OrderStore.Run(
                    connection,
                    transaction,
                    "INSERT INTO orders(reference, state, amount_cents) VALUES ($reference, $state, $amount)",
                    ("$reference", $"seed-{state}-{number}"),
                    ("$state", state),
                    ("$amount", 1000 + (number * 37)));
            }
        }

        transaction.Commit();
    }
}
