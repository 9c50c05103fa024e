using System.Diagnostics;
using System.Diagnostics.Metrics;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities;

/// <summary>Names of spans and metrics of tool calls. No parameters and no outputs: those are evidence.</summary>
public static class ToolTelemetry
{
    public const string Name = "DirectedExecution.Tools";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "directed.tool.calls", "{call}", "Tool calls by tool, purpose and outcome.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "directed.tool.duration", "s", "How long tool calls took.");

    internal static Activity? Begin(string what, string kind, string run, string attempt) =>
        Source.StartActivity($"tool {kind}")?
            .SetTag("directed.run.id", run)
            .SetTag("directed.attempt.id", attempt)
            .SetTag("directed.tool.purpose", what);

    internal static void End(Activity? activity, string what, string kind, ToolResult result, TimeSpan took)
    {
        var tags = new TagList
        {
            { "tool", kind },
            { "purpose", what },
            { "outcome", result.Outcome.ToString() },
        };
        Calls.Add(1, tags);
        Duration.Record(took.TotalSeconds, tags);
        activity?.SetTag("directed.tool.outcome", result.Outcome.ToString());
        activity?.SetStatus(
            result.Outcome == ToolOutcome.Executed ? ActivityStatusCode.Ok : ActivityStatusCode.Error, result.Code);
        activity?.Dispose();
    }
}
