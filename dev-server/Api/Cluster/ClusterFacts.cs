using DirectedExecution.DevServer.Visibility;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>The constants by which a server of one node describes itself.</summary>
internal static class ClusterFacts
{
    public const string Name = NamespaceRows.Cluster;

    /// <summary>The same for every embedded server: nothing is ever replicated between them.</summary>
    public const string Id = "5e1f0b52-6a0f-4c0e-9d1c-de7e1e8e0001";

    public const int HistoryShardCount = 1;
    public const int InitialFailoverVersion = 1;

    /// <summary>Clients take from it that queries in SQL's manner are understood.</summary>
    public const string Store = "sqlite";
}
