using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Child workflows that workflow code started.</summary>
internal sealed class ChildCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, Child> children = [];
    private uint lastSeq;

    public Task<ChildWorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(StartChildWorkflowInput input)
    {
        instance.RequireCommandsAllowed("start a child workflow");
        var options = input.Options;
        var token = options.CancellationToken ?? instance.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<ChildWorkflowHandle<TWorkflow, TResult>>(
                new CanceledFailureException("Child Workflow cancelled before scheduled"));
        }

        var seq = ++lastSeq;
        var id = options.Id ?? instance.NewGuid().ToString();
        var converter = instance.RawConverter.WithSerializationContext(
            new ISerializationContext.Workflow(instance.Info.Namespace, id));
        instance.AddCommand(new WorkflowCommand.StartChild(
            seq, AttributesOf(id, input, converter), options.CancellationType, MetadataOf(options, converter)));

        // Noted once, from here to the end of the child: the calls that lead here are what people look for.
        var child = new Child(id, converter, new(null), new(instance.Waits.Track()));
        children.Add(seq, child);
        child.End.OnCancel(() => Cancel(seq), token);
        return HandleAsync<TWorkflow, TResult>(child);
    }

    public void Started(ActivationJob.ChildStarted job)
    {
        if (children.TryGetValue(job.Seq, out var child))
        {
            child.Start.Dispose();
            child.Start.Source.TrySetResult(job.RunId);
        }
    }

    public void StartFailed(ActivationJob.ChildStartFailed job) => StartFailed(job.Seq, job.AlreadyExists
        ? new WorkflowAlreadyStartedException("Child workflow already started", job.WorkflowId, job.WorkflowType, "<unknown>")
        : new InvalidOperationException($"Child workflow {job.WorkflowId} could not be started: {job.Cause}"));

    public void StartCanceled(ActivationJob.ChildStartCanceled job)
    {
        if (children.TryGetValue(job.Seq, out var child))
        {
            StartFailed(job.Seq, child.Converter.FailureConverter.ToException(job.Failure, child.Converter.PayloadConverter));
        }
    }

    public void Resolve(ActivationJob.ResolveChild job)
    {
        if (children.Remove(job.Seq, out var child))
        {
            child.End.Dispose();
            child.End.Source.TrySetResult(job);
        }
    }

    private static UserMetadata? MetadataOf(ChildWorkflowOptions options, DataConverter converter) =>
        options.StaticSummary is null && options.StaticDetails is null
            ? null
            : new UserMetadata
            {
                Summary = options.StaticSummary is { } summary ? converter.PayloadConverter.ToPayload(summary) : null,
                Details = options.StaticDetails is { } details ? converter.PayloadConverter.ToPayload(details) : null,
            };

    private async Task<ChildWorkflowHandle<TWorkflow, TResult>> HandleAsync<TWorkflow, TResult>(Child child)
    {
        var runId = await child.Start.Source.Task;
        return new ChildHandle<TWorkflow, TResult>(instance, child.Id, runId, child.Converter, child.End.Source.Task);
    }

    private StartChildWorkflowExecutionCommandAttributes AttributesOf(
        string id, StartChildWorkflowInput input, DataConverter converter)
    {
        var options = input.Options;
        var queue = options.TaskQueue ?? instance.Info.TaskQueue;
#pragma warning disable CS0612 // build-id versioning is deprecated, and still what older servers know
        var attributes = new StartChildWorkflowExecutionCommandAttributes
        {
            WorkflowId = id,
            WorkflowType = new() { Name = input.Workflow },
            TaskQueue = new() { Name = queue },
            Input = CallPayloads.PayloadsOf(converter.PayloadConverter, input.Args),
            Header = CallPayloads.HeaderOf(input.Headers),
            ParentClosePolicy = (Api.Enums.V1.ParentClosePolicy)options.ParentClosePolicy,
            WorkflowIdReusePolicy = options.IdReusePolicy,
            RetryPolicy = options.RetryPolicy?.ToProto(),
            CronSchedule = options.CronSchedule ?? string.Empty,
            SearchAttributes = options.TypedSearchAttributes?.ToProto(),
            Memo = CallPayloads.MemoOf(converter.PayloadConverter, options.Memo),
            Priority = options.Priority?.ToProto(),
            InheritBuildId = options.VersioningIntent switch
            {
                VersioningIntent.Compatible => true,
                VersioningIntent.CurrentDefault => false,
                _ => queue == instance.Info.TaskQueue,
            },
        };
#pragma warning restore CS0612
        attributes.WorkflowExecutionTimeout = options.ExecutionTimeout is { } all ? Duration.FromTimeSpan(all) : null;
        attributes.WorkflowRunTimeout = options.RunTimeout is { } run ? Duration.FromTimeSpan(run) : null;
        attributes.WorkflowTaskTimeout = options.TaskTimeout is { } task ? Duration.FromTimeSpan(task) : null;
        return attributes;
    }

    private void Cancel(uint seq)
    {
        if (children.ContainsKey(seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelChild(seq, "Parent cancelled the child"));
        }
    }

    private sealed record Child(
        string Id, DataConverter Converter, PendingCall<string> Start, PendingCall<ActivationJob.ResolveChild> End);

    private void StartFailed(uint seq, Exception exception)
    {
        if (children.Remove(seq, out var child))
        {
            child.Start.Dispose();
            child.End.Dispose();
            child.Start.Source.TrySetException(exception);
        }
    }
}
