using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Client.Schedules;
using Temporalio.Common;
using Temporalio.Converters;
using ProtoAction = Temporalio.Api.Schedule.V1.ScheduleAction;

namespace Temporalio.Client.Outbound;

/// <summary>
/// The workflow that a schedule starts, both ways. What a description brought and an update gives back stays as it is:
/// each value is encoded once.
/// </summary>
internal sealed class ScheduledStarts(TemporalClient client)
{
    public async Task<ProtoAction> ToProtoAsync(ScheduleAction action)
    {
        var start = action as ScheduleActionStartWorkflow ??
            throw new ArgumentException($"A schedule cannot do {action.GetType()}: only ScheduleActionStartWorkflow");
        var options = start.Options;
        Check(options);
        var converter = client.ConverterFor(options.Id!);
        var workflow = new NewWorkflowExecutionInfo
        {
            WorkflowId = options.Id,
            WorkflowType = new() { Name = start.Workflow },
            TaskQueue = new() { Name = options.TaskQueue },
            WorkflowExecutionTimeout = ToDuration(options.ExecutionTimeout),
            WorkflowRunTimeout = ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = ToDuration(options.TaskTimeout),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            Memo = await converter.ToMemoAsync(options.Memo),
            SearchAttributes = options.TypedSearchAttributes is { Count: > 0 } attributes ? attributes.ToProto() : null,
            UserMetadata = await converter.ToUserMetadataAsync(options.StaticSummary, options.StaticDetails),
            Priority = options.Priority?.ToProto(),
            VersioningOverride = options.VersioningOverride?.ToProto(),
        };
        foreach (var value in start.Args)
        {
            workflow.Input ??= new();
            workflow.Input.Payloads_.Add(await converter.ToPayloadOnceAsync(value));
        }

        foreach (var (key, value) in start.Headers ?? new Dictionary<string, IEncodedRawValue>())
        {
            workflow.Header ??= new();
            workflow.Header.Fields[key] = value.Payload;
        }

        return new() { StartWorkflow = workflow };
    }

    public async Task<ScheduleAction> FromProtoAsync(ProtoAction action)
    {
        if (action?.StartWorkflow is not { } workflow)
        {
            throw new NotSupportedException("The schedule does something else than to start workflows");
        }

        var converter = client.ConverterFor(workflow.WorkflowId);
        var options = new WorkflowOptions(workflow.WorkflowId, workflow.TaskQueue.Name)
        {
            ExecutionTimeout = workflow.WorkflowExecutionTimeout?.ToTimeSpan(),
            RunTimeout = workflow.WorkflowRunTimeout?.ToTimeSpan(),
            TaskTimeout = workflow.WorkflowTaskTimeout?.ToTimeSpan(),
            RetryPolicy = workflow.RetryPolicy is { } retry ? Common.RetryPolicy.FromProto(retry) : null,
            Memo = EncodedRawValue.Of(workflow.Memo, converter)
                .ToDictionary(item => item.Key, item => (object)item.Value),
            TypedSearchAttributes = SearchAttributeCollection.FromProto(workflow.SearchAttributes ?? new()),
            StaticSummary = await TextAsync(workflow.UserMetadata?.Summary, converter),
            StaticDetails = await TextAsync(workflow.UserMetadata?.Details, converter),
            Priority = workflow.Priority is { } priority ? Common.Priority.FromProto(priority) : null,
            VersioningOverride = Common.VersioningOverride.FromProto(workflow.VersioningOverride),
        };
        return new ScheduleActionStartWorkflow(
            workflow.WorkflowType.Name,
            [.. (workflow.Input?.Payloads_ ?? []).Select(payload => new EncodedRawValue(converter, payload))],
            options,
            workflow.Header is { } header
                ? header.Fields.ToDictionary(
                    field => field.Key, field => (IEncodedRawValue)new EncodedRawValue(converter, field.Value))
                : null);
    }

    // The server would take some of these without a word and do something else.
    private static void Check(WorkflowOptions options)
    {
        var wrong = options switch
        {
            { Id: null } => "needs a workflow id",
            { TaskQueue: null } => "needs a task queue",
            { IdReusePolicy: not WorkflowIdReusePolicy.AllowDuplicate } => "cannot have an id reuse policy",
            { IdConflictPolicy: not WorkflowIdConflictPolicy.Unspecified } => "cannot have an id conflict policy",
            { CronSchedule: not null } => "cannot have a cron schedule",
            { StartSignal: not null } or { StartSignalArgs: not null } => "cannot have a start signal",
            { StartDelay: not null } => "cannot have a start delay",
            { Rpc: not null } => "cannot have options of the call",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException($"A workflow that a schedule starts {wrong}");
        }
    }

    private static async Task<string?> TextAsync(Payload? payload, DataConverter converter) =>
        payload is null ? null : await converter.ToValueAsync<string?>(payload);

    private static Duration? ToDuration(TimeSpan? span) => span is { } value ? Duration.FromTimeSpan(value) : null;
}
