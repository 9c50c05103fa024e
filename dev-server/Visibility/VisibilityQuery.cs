namespace DirectedExecution.DevServer.Visibility;

/// <summary>A whole query.</summary>
/// <param name="Filter">Null for all.</param>
/// <param name="IsGroupedByStatus">GROUP BY ExecutionStatus was asked; only counts know it.</param>
/// <param name="NamesDivision">
/// Whether it names TemporalNamespaceDivision; if not, only rows without a division are meant.
/// </param>
internal sealed record VisibilityQuery(Condition? Filter, bool IsGroupedByStatus, bool NamesDivision);
