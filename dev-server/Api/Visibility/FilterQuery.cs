using System.Globalization;
using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Filter.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>The filters of the old list calls, as queries.</summary>
internal sealed class FilterQuery
{
    private readonly List<string> parts;

    private FilterQuery(string first) => parts = [first];

    public static FilterQuery Open() => new("ExecutionStatus = 'Running'");

    public static FilterQuery Closed() => new("ExecutionStatus != 'Running'");

    public FilterQuery With(StartTimeFilter? times)
    {
        Add(times?.EarliestTime.Read(), ">=");
        Add(times?.LatestTime.Read(), "<=");
        return this;
    }

    public FilterQuery With(WorkflowExecutionFilter? execution)
    {
        Add("WorkflowId", execution?.WorkflowId);
        Add("RunId", execution?.RunId);
        return this;
    }

    public FilterQuery With(WorkflowTypeFilter? type)
    {
        Add("WorkflowType", type?.Name);
        return this;
    }

    /// <exception cref="RpcError">INVALID_ARGUMENT: none, or one that is not the end of a run.</exception>
    public FilterQuery With(StatusFilter? status)
    {
        if (status is not null)
        {
            if (status.Status is WorkflowExecutionStatus.Unspecified or WorkflowExecutionStatus.Running)
            {
                throw RpcError.InvalidArgument("StatusFilter must be the status of a closed run.");
            }

            Add("ExecutionStatus", status.Status.ToString());
        }

        return this;
    }

    public override string ToString() => string.Join(" AND ", parts);

    private void Add(string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            var escaped = value
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("'", "''", StringComparison.Ordinal);
            parts.Add($"{field} = '{escaped}'");
        }
    }

    private void Add(DateTimeOffset? time, string sign)
    {
        if (time is { } limit)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"StartTime {sign} '{limit.UtcDateTime:O}'"));
        }
    }
}
