namespace DirectedExecution.DevServer.Visibility;

/// <summary>Names that Temporal keeps for itself.</summary>
internal static class SystemNames
{
    /// <summary>Listed by every server, hidden by the Web UI; nothing runs in it here.</summary>
    public const string SystemNamespace = "temporal-system";

    /// <summary>Runs of the server's own kind carry it; lists leave them out unless the query names it.</summary>
    public const string NamespaceDivision = "TemporalNamespaceDivision";

    public const string ExecutionStatus = "ExecutionStatus";
}
