using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// A namespace. Upsert by id. The description (info, config, replication) is a stored shape as
/// <c>temporal.api.workflowservice.v1.DescribeNamespaceResponse</c> and never changed after it was handed over.
/// </summary>
internal sealed record NamespaceRow(string Id, string Name, DescribeNamespaceResponse Description)
{
    /// <summary>How long closed runs are kept.</summary>
    public TimeSpan Retention =>
        Description.Config?.WorkflowExecutionRetentionTtl?.ToTimeSpan() ?? TimeSpan.FromDays(1);
}
