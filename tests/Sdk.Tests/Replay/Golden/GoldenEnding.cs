namespace Sdk.Tests.Replay.Golden;

/// <summary>What befalls a recorded run at its gate.</summary>
public enum GoldenEnding
{
    /// <summary>Nothing.</summary>
    Complete,

    /// <summary>No state is kept between its tasks.</summary>
    Evicted,

    /// <summary>The code fails a task once.</summary>
    FailedTask,

    /// <summary>A worker takes a task and never answers.</summary>
    TimedOutTask,

    /// <summary>It is reset to its gate after its end; the history is that of the new run.</summary>
    Reset,
}
