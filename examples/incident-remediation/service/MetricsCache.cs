namespace IncidentService;

/// <summary>
/// A metrics collector as they are: it answers with its last sample, and the last sample may be old. This one samples
/// at start and when it is told to, so that it contradicts the database for as long as nobody refreshes it.
/// </summary>
internal sealed class MetricsCache(OrderStore store, OrderIntake intake, TimeProvider time)
{
    private const string Effect = "metrics-refreshed";

    private readonly Lock turn = new();
    private MetricsView? sample;

    public MetricsView Last => sample ?? Refresh();

    /// <summary>A new sample; the same key again, even at once, takes none. Without a key it is a new wish.</summary>
    public MetricsView RefreshOnce(string key)
    {
        lock (turn)
        {
            if (key.Length > 0 && store.HasEffect(key, Effect))
            {
                return Last;
            }

            var taken = Refresh();
            store.RecordEffect(key, Effect);
            return taken;
        }
    }

    public MetricsView Refresh()
    {
        var (placed, failed) = intake.Totals;
        return sample = new MetricsView(
            time.GetUtcNow(),
            store.Count("queued"),
            store.Count("dead"),
            store.Count("quarantined"),
            placed,
            failed);
    }
}
