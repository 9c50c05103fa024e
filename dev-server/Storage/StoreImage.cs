namespace DirectedExecution.DevServer.Storage;

/// <summary>All that a server keeps in memory, as found in the store at start.</summary>
/// <param name="OpenRuns">The state of every open run.</param>
/// <param name="CurrentRuns">The current-run pointer of every workflow id.</param>
/// <param name="Visibility">The visibility row of every run.</param>
/// <param name="Namespaces">Every namespace.</param>
/// <param name="SearchAttributes">Every custom search attribute.</param>
/// <param name="Batches">Every batch operation that is remembered.</param>
/// <param name="Schedules">Every schedule, also those that ended a short while ago.</param>
internal sealed record StoreImage(
    IReadOnlyList<RunRow> OpenRuns,
    IReadOnlyList<CurrentRunRow> CurrentRuns,
    IReadOnlyList<VisibilityRow> Visibility,
    IReadOnlyList<NamespaceRow> Namespaces,
    IReadOnlyList<SearchAttributeRow> SearchAttributes,
    IReadOnlyList<BatchRow> Batches,
    IReadOnlyList<ScheduleRow> Schedules);
