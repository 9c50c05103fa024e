using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Signals and cancellations that go to other workflows.</summary>
internal sealed class ExternalCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingCall<Failure?>> signals = [];
    private readonly Dictionary<uint, PendingCall<Failure?>> cancellations = [];
    private uint lastSignal;
    private uint lastCancellation;

    public Task SignalChildAsync(SignalChildWorkflowInput input) => SignalAsync(
        input.Id, null, true, input.Signal, input.Args, input.Headers, input.Options?.CancellationToken);

    public Task SignalExternalAsync(SignalExternalWorkflowInput input) => SignalAsync(
        input.Id, input.RunId, false, input.Signal, input.Args, input.Headers, input.Options?.CancellationToken);

    public Task CancelAsync(CancelExternalWorkflowInput input)
    {
        instance.RequireCommandsAllowed("cancel another workflow");
        var seq = ++lastCancellation;
        instance.AddCommand(new WorkflowCommand.CancelExternal(seq, new()
        {
            WorkflowId = input.Id,
            RunId = input.RunId ?? string.Empty,
            Reason = $"Cancellation requested by run {instance.Info.RunId}",
        }));
        var call = new PendingCall<Failure?>(instance.Waits.Track());
        cancellations.Add(seq, call);
        return EndAsync(call);
    }

    public void ResolveSignal(ActivationJob.ResolveSignalExternal job) => Resolve(signals, job.Seq, job.Failure);

    public void ResolveCancel(ActivationJob.ResolveCancelExternal job) => Resolve(cancellations, job.Seq, job.Failure);

    private static void Resolve(Dictionary<uint, PendingCall<Failure?>> pending, uint seq, Failure? failure)
    {
        if (pending.Remove(seq, out var call))
        {
            call.Dispose();
            call.Source.TrySetResult(failure);
        }
    }

    private Task SignalAsync(
        string id,
        string? runId,
        bool isChild,
        string signal,
        IReadOnlyCollection<object?> args,
        IDictionary<string, Payload>? headers,
        CancellationToken? cancellationToken)
    {
        instance.RequireCommandsAllowed("signal another workflow");
        var token = cancellationToken ?? instance.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException(new CanceledFailureException("Signal was cancelled before being sent"));
        }

        var seq = ++lastSignal;
        var converter = instance.RawConverter.WithSerializationContext(
            new ISerializationContext.Workflow(instance.Info.Namespace, id));
        instance.AddCommand(new WorkflowCommand.SignalExternal(seq, new()
        {
            Execution = new() { WorkflowId = id, RunId = runId ?? string.Empty },
            ChildWorkflowOnly = isChild,
            SignalName = signal,
            Input = CallPayloads.PayloadsOf(converter.PayloadConverter, args),
            Header = CallPayloads.HeaderOf(headers),
        }));
        var call = new PendingCall<Failure?>(instance.Waits.Track());
        signals.Add(seq, call);
        call.OnCancel(() => CancelSignal(seq), token);
        return EndAsync(call);
    }

    private void CancelSignal(uint seq)
    {
        if (signals.ContainsKey(seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelSignalExternal(seq));
        }
    }

    private async Task EndAsync(PendingCall<Failure?> call)
    {
        if (await call.Source.Task is { } failure)
        {
            throw instance.ToException(failure);
        }
    }
}
