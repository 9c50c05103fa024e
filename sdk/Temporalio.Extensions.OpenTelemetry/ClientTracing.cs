using System.Diagnostics;
using OpenTelemetry;
using Temporalio.Api.Common.V1;
using Temporalio.Client;
using Temporalio.Client.Interceptors;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Spans of calls that clients make.</summary>
internal sealed class ClientTracing(TracingInterceptor root, ClientOutboundInterceptor next)
    : ClientOutboundInterceptor(next)
{
    public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        StartWorkflowInput input)
    {
        var verb = input.Options.StartSignal is null ? "StartWorkflow" : "SignalWithStartWorkflow";
        return TraceAsync($"{verb}:{input.Workflow}", root.WorkflowTags(input.Options.Id!), () =>
            base.StartWorkflowAsync<TWorkflow, TResult>(input with { Headers = WithContext(input.Headers) }));
    }

    public override Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        StartUpdateWithStartWorkflowInput input)
    {
        if (input.Options.StartWorkflowOperation is not { } start)
        {
            // The end of the chain refuses it.
            return base.StartUpdateWithStartWorkflowAsync<TUpdateResult>(input);
        }

        var tags = root.UpdateTags(start.Options.Id!, input.Options.Id);
        return TraceAsync($"UpdateWithStartWorkflow:{start.Workflow}", tags, () =>
        {
            // The caller asks this very start for its handle: it is changed, not copied.
            start.Headers = WithContext(start.Headers);
            return base.StartUpdateWithStartWorkflowAsync<TUpdateResult>(
                input with { Headers = WithContext(input.Headers) });
        });
    }

    public override Task SignalWorkflowAsync(SignalWorkflowInput input) =>
        TraceAsync($"SignalWorkflow:{input.Signal}", root.WorkflowTags(input.Id), async () =>
        {
            await base.SignalWorkflowAsync(input with { Headers = WithContext(input.Headers) }).ConfigureAwait(false);
            return ValueTuple.Create();
        });

    public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input) =>
        TraceAsync($"QueryWorkflow:{input.Query}", root.WorkflowTags(input.Id), () =>
            base.QueryWorkflowAsync<TResult>(input with { Headers = WithContext(input.Headers) }));

    public override Task<WorkflowUpdateHandle<TResult>> StartWorkflowUpdateAsync<TResult>(
        StartWorkflowUpdateInput input) =>
        TraceAsync($"UpdateWorkflow:{input.Update}", root.UpdateTags(input.Id, input.Options.Id), () =>
            base.StartWorkflowUpdateAsync<TResult>(input with { Headers = WithContext(input.Headers) }));

    private static async Task<T> TraceAsync<T>(
        string name, IEnumerable<KeyValuePair<string, object?>> tags, Func<Task<T>> call)
    {
        var activity = TracingInterceptor.ClientSource.StartActivity(
            name, ActivityKind.Client, default(ActivityContext), tags);
        return await SpanErrors.GuardAsync(activity, call).ConfigureAwait(false);
    }

    private IDictionary<string, Payload>? WithContext(IDictionary<string, Payload>? headers) =>
        Activity.Current is { } current ? root.Inject(headers, new(current.Context, Baggage.Current)) : headers;
}
