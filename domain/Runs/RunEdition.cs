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

    public const int Current = Heads;
}
