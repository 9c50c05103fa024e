using DirectedExecution.DevServer.Engine.State;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The end of a history that has grown beyond all measure.</summary>
internal static class HistoryGuard
{
    public const string Identity = "history-service";
    public const string Reason = "Workflow history size / count exceeds limit.";

    public static bool IsOverLimit(RunState state) =>
        state.HistorySizeBytes > Limits.HistoryBytes || state.NextEventId - 1 > Limits.HistoryEvents;
}
