using Google.Protobuf.WellKnownTypes;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Timers that workflow code waits for.</summary>
internal sealed class TimerCalls(WorkflowInstance instance)
{
    // A timer of no length is not possible on the server.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<uint, PendingCall<ValueTuple>> pending = [];
    private uint lastSeq;

    public Task StartAsync(DelayAsyncInput input)
    {
        if (input.Delay < TimeSpan.Zero && input.Delay != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException("Delay duration cannot be less than 0", nameof(input));
        }

        instance.RequireCommandsAllowed("start a timer");
        var token = input.CancellationToken ?? instance.CancellationToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromCanceled(token);
        }

        var call = new PendingCall<ValueTuple>(instance.Waits.Track());
        if (input.Delay == Timeout.InfiniteTimeSpan)
        {
            call.OnCancel(
                () =>
                {
                    call.Source.TrySetCanceled(token);
                    call.Dispose();
                },
                token);
            return call.Source.Task;
        }

        var seq = ++lastSeq;
        var delay = input.Delay < Shortest ? Shortest : input.Delay;
        instance.AddCommand(new WorkflowCommand.StartTimer(seq, Duration.FromTimeSpan(delay), instance.Summary(input.Summary)));
        pending.Add(seq, call);
        call.OnCancel(() => Cancel(seq, token), token);
        return call.Source.Task;
    }

    public void Fire(uint seq)
    {
        if (pending.Remove(seq, out var call))
        {
            call.Dispose();
            call.Source.TrySetResult(default);
        }
    }

    private void Cancel(uint seq, CancellationToken token)
    {
        if (pending.Remove(seq, out var call))
        {
            instance.AddCommand(new WorkflowCommand.CancelTimer(seq));
            call.Dispose();
            call.Source.TrySetCanceled(token);
        }
    }
}
