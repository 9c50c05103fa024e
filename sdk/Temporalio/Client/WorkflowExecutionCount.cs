using Temporalio.Api.WorkflowService.V1;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>A count of workflows.</summary>
public class WorkflowExecutionCount
{
    internal WorkflowExecutionCount(CountWorkflowExecutionsResponse raw)
    {
        Count = raw.Count;
        Groups = [.. raw.Groups.Select(AggregationGroup.From)];
    }

    /// <summary>Gets the number of workflows; with groups the sum, as far as the server knows it.</summary>
    public long Count { get; }

    /// <summary>Gets the groups, where the filter has GROUP BY.</summary>
    public IReadOnlyCollection<AggregationGroup> Groups { get; }

    /// <summary>One group.</summary>
    /// <param name="Count">Number of workflows.</param>
    /// <param name="GroupValues">Values that they have in common.</param>
    public record AggregationGroup(long Count, IReadOnlyCollection<object> GroupValues)
    {
        internal static AggregationGroup From(CountWorkflowExecutionsResponse.Types.AggregationGroup raw) => new(
            raw.Count,
            [
                .. raw.GroupValues
                    .Select(value => SearchAttributePayloads.FromPayload("group", value)?.Value)
                    .Where(value => value is not null)
                    .Select(value => value!),
            ]);
    }
}
