using DirectedExecution.DevServer.Engine.State;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What becomes of the starts that a schedule owes.</summary>
/// <param name="Beside">Those that begin beside all others.</param>
/// <param name="Chosen">The one that begins and that the next one waits for; null for none.</param>
/// <param name="Waiting">Those that wait.</param>
/// <param name="Skipped">How many were given up.</param>
/// <param name="Cancels">Whether what runs is asked to cancel.</param>
/// <param name="Terminates">Whether what runs is terminated.</param>
internal sealed record OverlapDecision(
    IReadOnlyList<BufferedStart> Beside,
    BufferedStart? Chosen,
    IReadOnlyList<BufferedStart> Waiting,
    int Skipped,
    bool Cancels,
    bool Terminates);
