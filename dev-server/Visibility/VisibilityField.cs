using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>A search attribute as a query sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; what <paramref name="Read"/> gives follows from it.</param>
/// <param name="Read">
/// The value of a run: string (Keyword, Text), long, double, bool, DateTimeOffset, string[] (KeywordList); null when
/// absent.
/// </param>
internal sealed record VisibilityField(string Name, IndexedValueType Type, Func<WorkflowExecutionInfo, object?> Read)
{
    /// <summary>Of several values, or of several tokens: equality means "has one that is equal".</summary>
    public bool IsMany => Type is IndexedValueType.KeywordList or IndexedValueType.Text;
}
