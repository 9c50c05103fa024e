namespace Temporalio.Worker.ActivityTasks;

/// <summary>
/// When the server has surely given up an attempt, by what this side knows: its own start and the last heartbeat that
/// the server acknowledged. Past that, the attempt is stopped, because another one may be running already. Pure.
/// </summary>
/// <param name="Started">When this worker got the attempt.</param>
/// <param name="StartToClose">Its start-to-close timeout, null for none.</param>
/// <param name="Heartbeat">Its heartbeat timeout, null for none.</param>
internal sealed record ActivityDeadline(DateTimeOffset Started, TimeSpan? StartToClose, TimeSpan? Heartbeat)
{
    /// <summary>Allowance for differences between the two clocks and for the way of messages.</summary>
    public static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    /// <summary>Gets when the last acknowledged heartbeat was issued; null before the first.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>Gets when to stop; null for never.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            var close = Started + StartToClose + Allowance;
            var silence = (LastHeartbeat ?? Started) + Heartbeat + Allowance;
            return close == null || silence < close ? silence ?? close : close;
        }
    }
}
