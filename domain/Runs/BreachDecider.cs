using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Two ledgers of one chain: after a reset of the run, or where it runs twice. What the other one holds may have been
/// done, and this one does not know of it: the run stands still until its lead has looked and resumes it.
/// </summary>
internal static class BreachDecider
{
    private static readonly PersonId Run = new("run");

    public static void Note(RunDraft draft, string sentence)
    {
        if (draft.State.Status is RunStatus.NotOpened)
        {
            return;
        }

        draft.Add(new RunFact.LedgerBreached(sentence, new PauseNote(
            Run, draft.Now,
            $"The audit store holds another ledger of this run: {sentence} What stands there may have been done: read "
            + "the systems and ask the people before resuming")));
    }

    /// <summary>A charter that waits to be confirmed still does; nothing is confirmed by resuming.</summary>
    public static RunState Fold(RunState state, RunFact.LedgerBreached fact) => state with
    {
        Pause = state.Status is RunStatus.Stopped or RunStatus.Completed ? null : state.Pause ?? fact.Pause,
        Status = state.Status == RunStatus.Active ? RunStatus.Paused : state.Status,
    };
}
