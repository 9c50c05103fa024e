namespace IncidentService;

/// <summary>The live view of the service, computed at each call.</summary>
internal sealed class Health(OrderStore store, Flags flags, OrderWorker worker)
{
    public HealthView Read()
    {
        var current = flags.Current;
        using var connection = store.Open();
        return new HealthView(
            worker.IsStuck || current.OrderPipelineV2 ? "failing" : "healthy",
            worker.IsStuck ? "stuck" : "running",
            current.AcceptOrders ? "open" : "held",
            current.OrderPipelineV2 ? "v2" : "v1",
            store.Count("queued"),
            OrderStore.Number(connection, "SELECT COUNT(*) FROM effects WHERE kind = 'boot'"),
            Environment.ProcessId);
    }
}
