using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Activities that workflow code waits for.</summary>
internal sealed class ActivityCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingCall<ActivationJob.ResolveActivity>> pending = [];
    private uint lastSeq;

    /// <summary>The next number; local activities count along.</summary>
    public uint NextSeq() => ++lastSeq;

    public Task<TResult> ScheduleAsync<TResult>(ScheduleActivityInput input)
    {
        var options = input.Options;
        if (options.ScheduleToCloseTimeout is null && options.StartToCloseTimeout is null)
        {
            throw new ArgumentException("Activity options must have ScheduleToCloseTimeout or StartToCloseTimeout", nameof(input));
        }

        instance.RequireCommandsAllowed("schedule an activity");
        var token = options.CancellationToken ?? instance.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<TResult>(new CanceledFailureException("Activity cancelled before scheduled"));
        }

        var seq = NextSeq();
        var id = options.ActivityId ?? seq.ToString(CultureInfo.InvariantCulture);
        var converter = ConverterFor(id, input);
        var attributes = AttributesOf(id, input, converter);
        instance.AddCommand(new WorkflowCommand.ScheduleActivity(
            seq, attributes, options.CancellationType, instance.Summary(options.Summary)));
        var call = new PendingCall<ActivationJob.ResolveActivity>(instance.Waits.Track());
        pending.Add(seq, call);
        call.OnCancel(() => Cancel(seq), token);
        return ResultAsync<TResult>(call, converter);
    }

    public void Resolve(ActivationJob.ResolveActivity job)
    {
        if (pending.Remove(job.Seq, out var call))
        {
            call.Dispose();
            call.Source.TrySetResult(job);
        }
    }

    private static async Task<TResult> ResultAsync<TResult>(
        PendingCall<ActivationJob.ResolveActivity> call, DataConverter converter)
    {
        var job = await call.Source.Task;
        if (job.Failure is { } failure)
        {
            throw converter.FailureConverter.ToException(failure, converter.PayloadConverter);
        }

        return CallPayloads.ResultOf<TResult>(job.Result, converter);
    }

    private DataConverter ConverterFor(string id, ScheduleActivityInput input) =>
        instance.RawConverter.WithSerializationContext(new ISerializationContext.Activity(
            Namespace: instance.Info.Namespace,
            ActivityId: id,
            WorkflowId: instance.Info.WorkflowId,
            WorkflowType: instance.Info.WorkflowType,
            ActivityType: input.Activity,
            ActivityTaskQueue: input.Options.TaskQueue ?? instance.Info.TaskQueue,
            IsLocal: false));

    private ScheduleActivityTaskCommandAttributes AttributesOf(
        string id, ScheduleActivityInput input, DataConverter converter)
    {
        var options = input.Options;
        var queue = options.TaskQueue ?? instance.Info.TaskQueue;
        var attributes = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = id,
            ActivityType = new() { Name = input.Activity },
            TaskQueue = new() { Name = queue },
            Input = CallPayloads.PayloadsOf(converter.PayloadConverter, input.Args),
            Header = CallPayloads.HeaderOf(input.Headers),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            Priority = options.Priority?.ToProto(),
            RequestEagerExecution = !options.DisableEagerActivityExecution,
            UseWorkflowBuildId = options.VersioningIntent switch
            {
                VersioningIntent.Compatible => true,
                VersioningIntent.CurrentDefault => false,
                _ => queue == instance.Info.TaskQueue,
            },
        };
        attributes.ScheduleToCloseTimeout = options.ScheduleToCloseTimeout is { } close ? Duration.FromTimeSpan(close) : null;
        attributes.ScheduleToStartTimeout = options.ScheduleToStartTimeout is { } start ? Duration.FromTimeSpan(start) : null;
        attributes.StartToCloseTimeout = options.StartToCloseTimeout is { } run ? Duration.FromTimeSpan(run) : null;
        attributes.HeartbeatTimeout = options.HeartbeatTimeout is { } beat ? Duration.FromTimeSpan(beat) : null;
        return attributes;
    }

    private void Cancel(uint seq)
    {
        if (pending.ContainsKey(seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelActivity(seq));
        }
    }
}
