using DirectedExecution.DevServer.Engine.State;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The end of a run whose history, or whose state, has grown beyond all measure.</summary>
internal static class HistoryGuard
{
    public const string Identity = "history-service";
    public const string Reason = "Workflow history size / count exceeds limit.";
    public const string StateReason = "Workflow mutable state size exceeds limit.";

    /// <summary>Terminates the run if it is over a limit; says whether it was.</summary>
    public static bool Enforce(EngineCore core, Run run)
    {
        if (!run.IsOpen || ReasonToEnd(run.State) is not { } reason)
        {
            return false;
        }

        core.Chains.Terminate(run, reason, null, Identity);
        return true;
    }

    private static string? ReasonToEnd(RunState state) =>
        state.HistorySizeBytes > Limits.HistoryBytes || state.NextEventId - 1 > Limits.HistoryEvents ? Reason
        : state.CalculateSize() > Limits.StateBytes ? StateReason
        : null;
}
