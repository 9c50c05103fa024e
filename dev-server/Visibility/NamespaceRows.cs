using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Namespace.V1;
using Temporalio.Api.Replication.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>Makes the rows of namespaces as a single-cluster server describes them.</summary>
internal static class NamespaceRows
{
    public const string Cluster = "active";
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(1);
    public static readonly TimeSpan LeastRetention = TimeSpan.FromDays(1);

    public static NamespaceRow Create(string id, string name, TimeSpan retention) => new(id, name, new()
    {
        NamespaceInfo = new NamespaceInfo
        {
            Name = name,
            Id = id,
            State = NamespaceState.Registered,
        },
        Config = new NamespaceConfig
        {
            WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(retention),
            BadBinaries = new BadBinaries(),
            HistoryArchivalState = ArchivalState.Disabled,
            VisibilityArchivalState = ArchivalState.Disabled,
        },
        ReplicationConfig = new NamespaceReplicationConfig
        {
            ActiveClusterName = Cluster,
            Clusters = { new ClusterReplicationConfig { ClusterName = Cluster } },
        },
    });

    /// <summary>
    /// As clients see it, with what this server can: never stored, a file may be older than the server.
    /// </summary>
    public static DescribeNamespaceResponse Describe(NamespaceRow row)
    {
        var description = row.Description.Clone();
        description.NamespaceInfo.Capabilities = new NamespaceInfo.Types.Capabilities
        {
            WorkerPollCompleteOnShutdown = true,
            SyncUpdate = true,
            AsyncUpdate = true,
            EagerWorkflowStart = true,
        };
        description.NamespaceInfo.SupportsSchedules = true;
        description.NamespaceInfo.Limits = new NamespaceInfo.Types.Limits
        {
            BlobSizeLimitError = Limits.BlobBytes,
            MemoSizeLimitError = Limits.BlobBytes,
        };
        return description;
    }
}
