using System.Diagnostics;
using OpenTelemetry;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Spans of activities.</summary>
internal sealed class ActivityTracing(TracingInterceptor root, ActivityInboundInterceptor next)
    : ActivityInboundInterceptor(next)
{
    public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
    {
        var before = Baggage.Current;
        ActivityContext parent = default;
        if (root.Extract(input.Headers) is { } context)
        {
            Baggage.Current = context.Baggage;
            parent = context.ActivityContext;
        }

        try
        {
            var activity = TracingInterceptor.ActivitiesSource.StartActivity(
                $"RunActivity:{input.Activity.Name}", ActivityKind.Server, parent, root.InActivityTags());
            return await SpanErrors.GuardAsync(activity, () => base.ExecuteActivityAsync(input)).ConfigureAwait(false);
        }
        finally
        {
            Baggage.Current = before;
        }
    }
}
