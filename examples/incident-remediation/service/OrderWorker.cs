namespace IncidentService;

/// <summary>
/// The one thread that completes orders. The bad release blocks it on the first order that it takes; from then on only
/// a new process helps, whatever the flag says: that is why the procedure has a restart.
/// </summary>
internal sealed class OrderWorker(OrderStore store, Flags flags) : BackgroundService
{
    private const int OrdersPerTick = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private FlagValues? seen;

    /// <summary>True once the worker hangs on an order.</summary>
    public bool IsStuck { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var current = flags.Current;
            RecordFlagChange(current);
            if (!IsStuck && store.Count("queued") > 0)
            {
                IsStuck = current.OrderPipelineV2;
                if (!IsStuck)
                {
                    CompleteSome();
                }
            }
        }
    }

    private void RecordFlagChange(FlagValues current)
    {
        if (seen is not null && seen != current)
        {
            store.RecordEffect(current.ToString(), "flags-changed");
        }

        seen = current;
    }

    private void CompleteSome()
    {
        using var connection = store.Open();
        OrderStore.Run(
            connection,
            null,
            """
            UPDATE orders SET state = 'done'
            WHERE id IN (SELECT id FROM orders WHERE state = 'queued' ORDER BY id LIMIT $limit)
            """,
            ("$limit", OrdersPerTick));
    }
}
