namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Under which rules a run was opened. A rule that refuses or records what earlier rules did not applies from its
/// edition on, so that an older run replays to the same ledger. The edition stands in the opening entry; null is the
/// first.
/// </summary>
public static class RunEdition
{
    /// <summary>Directives are judged against what happened since the head they were decided on.</summary>
    public const int Heads = 2;

    /// <summary>No-go conditions are read after each action, at resume and at takeover too.</summary>
    public const int ArmedThroughout = 3;

    /// <summary>
    /// To go from one lane to another takes the lead of both; the limits of an approval count at every gate.
    /// </summary>
    public const int BothLanes = 4;

    public const int Current = BothLanes;

    internal static bool CountsEveryLimit(RunState state) => state.Edition >= BothLanes;

    internal static bool ArmsNoGoThroughout(RunState state) => state.Edition >= ArmedThroughout;
}
