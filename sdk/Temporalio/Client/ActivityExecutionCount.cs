namespace Temporalio.Client;

/// <summary>A count of activities without a workflow. Never made by this SDK, which does not support them.</summary>
public class ActivityExecutionCount
{
    private protected ActivityExecutionCount()
    {
    }

    /// <summary>Gets the number.</summary>
    public long Count { get; private protected init; }

    /// <summary>Gets the numbers by group, where the query groups.</summary>
    public IReadOnlyCollection<AggregationGroup> Groups { get; private protected init; } = [];

    /// <summary>The number of one group.</summary>
    public class AggregationGroup
    {
        private protected AggregationGroup()
        {
        }

        /// <summary>Gets the number.</summary>
        public long Count { get; private protected init; }

        /// <summary>Gets the values that the group has in common.</summary>
        public IReadOnlyCollection<object> GroupValues { get; private protected init; } = [];
    }
}
