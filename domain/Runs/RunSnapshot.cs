namespace DirectedExecution.Domain.Runs;

/// <summary>
/// A run's state as it is carried over: into the next run of a continue-as-new, or into a packet. Stored shape.
/// </summary>
public sealed record RunSnapshot(int Version, RunState State)
{
    public const int CurrentVersion = 1;

    /// <summary>
    /// The state to go on with under continue-as-new. An action in flight must have reported first: a new run cannot
    /// hear it.
    /// </summary>
    public static RunSnapshot Of(RunState state) => new(CurrentVersion, state);

    /// <summary>The state, when this version is known; fails closed otherwise.</summary>
    public RunState Restore() => Version == CurrentVersion
        ? State
        : throw new NotSupportedException(
            $"This is a snapshot of version {Version}; this program knows version {CurrentVersion}.");
}
