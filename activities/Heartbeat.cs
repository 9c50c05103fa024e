using Temporalio.Activities;

namespace DirectedExecution.Activities;

/// <summary>
/// Tells the server that an activity lives, for as long as it does: so a killed worker is noticed soon.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    /// <summary>Beats in one heartbeat timeout.</summary>
    private const int BeatsPerTimeout = 4;

    private readonly ITimer? timer;

    private Heartbeat(ITimer? timer) => this.timer = timer;

    public static Heartbeat Start(ActivityExecutionContext context, TimeProvider time)
    {
        if (context.Info.HeartbeatTimeout is not { } timeout || timeout <= TimeSpan.Zero)
        {
            return new Heartbeat(null);
        }

        var interval = timeout / BeatsPerTimeout;
        return new Heartbeat(time.CreateTimer(_ => context.Heartbeat(), null, interval, interval));
    }

    public ValueTask DisposeAsync() => timer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
