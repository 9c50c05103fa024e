using System.Diagnostics;
using OpenTelemetry.Context.Propagation;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>
/// Makes spans for what clients, workflows and activities do, and carries the trace from one to the next in
/// headers. Give it to
/// the client; its workers have it then too.
/// </summary>
/// <remarks>
/// Spans of workflow code begin and end at once, because the code may go on in another process; see
/// <see cref="ActivitySourceExtensions.TrackWorkflowDiagnosticActivity"/>.
/// </remarks>
public class TracingInterceptor : IClientInterceptor, IWorkerInterceptor
{
    /// <summary>Source of the spans of clients.</summary>
    public static readonly ActivitySource ClientSource = new("Temporalio.Extensions.OpenTelemetry.Client");

    /// <summary>Source of the spans of workflows.</summary>
    public static readonly ActivitySource WorkflowsSource = new("Temporalio.Extensions.OpenTelemetry.Workflow");

    /// <summary>Source of the spans of activities.</summary>
    public static readonly ActivitySource ActivitiesSource = new("Temporalio.Extensions.OpenTelemetry.Activity");

    /// <summary>Source of the spans of Nexus operations: of none, this SDK has no Nexus.</summary>
    public static readonly ActivitySource NexusSource = new("Temporalio.Extensions.OpenTelemetry.Nexus");

    /// <summary>Initializes a new instance of the <see cref="TracingInterceptor"/> class.</summary>
    /// <param name="options">Options.</param>
    public TracingInterceptor(TracingInterceptorOptions? options = null) => Options = options ?? new();

    /// <summary>Gets the options.</summary>
    public TracingInterceptorOptions Options { get; init; }

    /// <inheritdoc />
    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
        new ClientTracing(this, nextInterceptor);

    /// <inheritdoc />
    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
        new WorkflowInboundTracing(this, nextInterceptor);

    /// <inheritdoc />
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
        new ActivityTracing(this, nextInterceptor);

    internal IDictionary<string, Payload> Inject(IDictionary<string, Payload>? headers, PropagationContext context) =>
        HeadersFromContext(headers, context);

    internal PropagationContext? Extract(IReadOnlyDictionary<string, Payload>? headers) => HeadersToContext(headers);

    internal IEnumerable<KeyValuePair<string, object?>> WorkflowTags(string workflowId) =>
        CreateWorkflowTags(workflowId);

    internal IEnumerable<KeyValuePair<string, object?>> UpdateTags(string workflowId, string? updateId) =>
        CreateUpdateTags(workflowId, updateId);

    internal IEnumerable<KeyValuePair<string, object?>> InWorkflowTags() => CreateInWorkflowTags();

    internal IEnumerable<KeyValuePair<string, object?>> InActivityTags() => CreateInActivityTags();

    /// <summary>Writes a context into headers.</summary>
    /// <param name="headers">Headers to change; null for new ones.</param>
    /// <param name="ctx">Context.</param>
    /// <returns>The headers.</returns>
    protected virtual IDictionary<string, Payload> HeadersFromContext(
        IDictionary<string, Payload>? headers, PropagationContext ctx)
    {
        headers ??= new Dictionary<string, Payload>();

        // Not by the user's converter: other SDKs read it. The codec comes later.
        headers[Options.HeaderKey] =
            DataConverter.Default.PayloadConverter.ToPayload(
                HeadersFromContext((IDictionary<string, string>?)null, ctx));
        return headers;
    }

    /// <summary>Writes a context into headers of text.</summary>
    /// <param name="headers">Headers to change; null for new ones.</param>
    /// <param name="ctx">Context.</param>
    /// <returns>The headers.</returns>
    protected virtual IDictionary<string, string> HeadersFromContext(
        IDictionary<string, string>? headers, PropagationContext ctx)
    {
        headers ??= new Dictionary<string, string>();
        Options.Propagator.Inject(ctx, headers, (carrier, key, value) => carrier[key] = value);
        return headers;
    }

    /// <summary>Reads the context of headers.</summary>
    /// <param name="headers">Headers.</param>
    /// <returns>The context; null if there is none.</returns>
    protected virtual PropagationContext? HeadersToContext(IReadOnlyDictionary<string, Payload>? headers) =>
        headers is not null && headers.TryGetValue(Options.HeaderKey, out var payload)
            ? HeadersToContext(DataConverter.Default.PayloadConverter.ToValue<Dictionary<string, string>>(payload))
            : null;

    /// <summary>Reads the context of headers of text.</summary>
    /// <param name="headers">Headers.</param>
    /// <returns>The context; null if there are no headers.</returns>
    protected virtual PropagationContext? HeadersToContext(IReadOnlyDictionary<string, string>? headers) =>
        headers is null
            ? null
            : Options.Propagator.Extract(
                default, headers, (carrier, key) => carrier.TryGetValue(key, out var value) ? [value] : []);

    /// <summary>Makes the tags of calls about a workflow.</summary>
    /// <param name="workflowId">Workflow id.</param>
    /// <returns>The tags.</returns>
    protected virtual IEnumerable<KeyValuePair<string, object?>> CreateWorkflowTags(string workflowId) =>
        Tags((Options.TagNameWorkflowId, workflowId));

    /// <summary>Makes the tags of calls about an update.</summary>
    /// <param name="workflowId">Workflow id.</param>
    /// <param name="updateId">Update id; null if it is not known yet.</param>
    /// <returns>The tags.</returns>
    protected virtual IEnumerable<KeyValuePair<string, object?>> CreateUpdateTags(
        string workflowId, string? updateId) =>
        Tags((Options.TagNameWorkflowId, workflowId), (updateId is null ? null : Options.TagNameUpdateId, updateId));

    /// <summary>
    /// Makes the tags of calls about an activity without a workflow. Never called: this SDK does not support those.
    /// </summary>
    /// <param name="activityId">Activity id.</param>
    /// <returns>The tags.</returns>
    protected virtual IEnumerable<KeyValuePair<string, object?>> CreateStandaloneActivityTags(string activityId) =>
        Tags((Options.TagNameActivityId, activityId));

    /// <summary>Makes the tags of spans of workflow code.</summary>
    /// <returns>The tags.</returns>
    protected virtual IEnumerable<KeyValuePair<string, object?>> CreateInWorkflowTags() =>
        Tags((Options.TagNameWorkflowId, Workflow.Info.WorkflowId), (Options.TagNameRunId, Workflow.Info.RunId));

    /// <summary>Makes the tags of spans of activity code.</summary>
    /// <returns>The tags.</returns>
    protected virtual IEnumerable<KeyValuePair<string, object?>> CreateInActivityTags()
    {
        var info = ActivityExecutionContext.Current.Info;
        return Tags(
            (Options.TagNameWorkflowId, info.WorkflowId),
            (Options.TagNameRunId, info.WorkflowRunId),
            (Options.TagNameActivityId, info.ActivityId));
    }

    private static KeyValuePair<string, object?>[] Tags(params (string? Name, string? Value)[] tags) =>
        [.. tags.Where(tag => tag.Name is not null).Select(tag => KeyValuePair.Create(tag.Name!, (object?)tag.Value))];
}
