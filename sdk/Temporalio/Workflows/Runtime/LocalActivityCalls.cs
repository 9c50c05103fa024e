using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Local activities that workflow code waits for.</summary>
/// <param name="instance">The workflow.</param>
/// <param name="nextSeq">Gives the next number; activities of both kinds count together.</param>
/// <param name="requireRegistered">Throws for a type that this worker does not have.</param>
internal sealed class LocalActivityCalls(
    WorkflowInstance instance, Func<uint> nextSeq, Action<string> requireRegistered)
{
    private const string BackoffSummary = "LocalActivityBackoff";

    private readonly Dictionary<uint, PendingCall<ActivationJob.ResolveLocalActivity>> pending = [];

    public Task<TResult> ScheduleAsync<TResult>(ScheduleLocalActivityInput input)
    {
        var options = input.Options;
        if (options.ScheduleToCloseTimeout is null && options.StartToCloseTimeout is null)
        {
            throw new ArgumentException(
                "Activity options must have StartToCloseTimeout or ScheduleToCloseTimeout", nameof(input));
        }

        instance.RequireCommandsAllowed("schedule a local activity");
        requireRegistered(input.Activity);
        var token = options.CancellationToken ?? instance.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<TResult>(new CanceledFailureException("Activity cancelled before scheduled"));
        }

        var converter = ConverterFor(input);
        return ResultAsync<TResult>(input, converter, Begin(input, converter, null, token), token);
    }

    public void Resolve(ActivationJob.ResolveLocalActivity job)
    {
        if (pending.Remove(job.Seq, out var call))
        {
            call.Dispose();
            call.Source.TrySetResult(job);
        }
    }

    private async Task<TResult> ResultAsync<TResult>(
        ScheduleLocalActivityInput input,
        DataConverter converter,
        PendingCall<ActivationJob.ResolveLocalActivity> call,
        CancellationToken token)
    {
        while (true)
        {
            var job = await call.Source.Task;
            if (job.Backoff is { } backoff)
            {
                // A timer like any other: what cancels the activity cancels it.
                await instance.Outbound.DelayAsync(new(backoff.Delay.ToTimeSpan(), token, BackoffSummary));
                call = Begin(input, converter, backoff, token);
                continue;
            }

            if (job.Failure is { } failure)
            {
                throw converter.FailureConverter.ToException(failure, converter.PayloadConverter);
            }

            return CallPayloads.ResultOf<TResult>(job.Result, converter);
        }
    }

    private PendingCall<ActivationJob.ResolveLocalActivity> Begin(
        ScheduleLocalActivityInput input,
        DataConverter converter,
        LocalActivityBackoff? backoff,
        CancellationToken token)
    {
        var seq = nextSeq();
        instance.AddCommand(new WorkflowCommand.ScheduleLocalActivity(
            RequestOf(seq, input, converter, backoff), input.Options.CancellationType, SummaryOf(input, converter)));
        var call = new PendingCall<ActivationJob.ResolveLocalActivity>(instance.Waits.Track());
        pending.Add(seq, call);
        call.OnCancel(() => Cancel(seq), token);
        return call;
    }

    private void Cancel(uint seq)
    {
        if (pending.ContainsKey(seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelLocalActivity(seq));
        }
    }

    private DataConverter ConverterFor(ScheduleLocalActivityInput input) =>
        instance.RawConverter.WithSerializationContext(new ISerializationContext.Activity(
            Namespace: instance.Info.Namespace,
            ActivityId: input.Options.ActivityId,
            WorkflowId: instance.Info.WorkflowId,
            WorkflowType: instance.Info.WorkflowType,
            ActivityType: input.Activity,
            ActivityTaskQueue: instance.Info.TaskQueue,
            IsLocal: true));

    private static LocalActivityRequest RequestOf(
        uint seq, ScheduleLocalActivityInput input, DataConverter converter, LocalActivityBackoff? backoff)
    {
        var options = input.Options;
        return new()
        {
            Seq = seq,
            ActivityId = options.ActivityId ?? seq.ToString(CultureInfo.InvariantCulture),
            ActivityType = input.Activity,
            Attempt = backoff?.Attempt ?? 0,
            OriginalScheduleTime = backoff?.OriginalScheduleTime,
            Input = CallPayloads.PayloadsOf(converter.PayloadConverter, input.Args),
            Header = CallPayloads.HeaderOf(input.Headers),
            ScheduleToCloseTimeout = options.ScheduleToCloseTimeout,
            ScheduleToStartTimeout = options.ScheduleToStartTimeout,
            StartToCloseTimeout = options.StartToCloseTimeout,
            RetryPolicy = options.RetryPolicy?.ToProto(),
            LocalRetryThreshold = options.LocalRetryThreshold ?? LocalActivityRequest.DefaultLocalRetryThreshold,
        };
    }

    private static UserMetadata? SummaryOf(ScheduleLocalActivityInput input, DataConverter converter) =>
        string.IsNullOrEmpty(input.Options.Summary)
            ? null
            : new() { Summary = converter.PayloadConverter.ToPayload(input.Options.Summary) };
}
