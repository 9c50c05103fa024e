using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>What the run waits for, in one sentence: a tool, a read, a named human; or nothing at all.</summary>
public static class WaitingSentence
{
    public static string Of(RunState state) => state switch
    {
        { HasEnded: true } => $"Nothing: the run is {(state.Status == RunStatus.Completed ? "completed" : "stopped")}.",
        { Work: [Work.Dispatch dispatch, ..] } => $"The tool {dispatch.Call.Kind} to carry out {dispatch.Attempt}.",
        { Work: [Work.TakeReadings reads, ..] } =>
            $"{reads.Reads.Count} verification reads of {reads.Attempt} ({reads.Purpose}).",
        { Blocked: { } blocked } => blocked.Owners.IsEmpty
            ? blocked.Sentence
            : $"{string.Join(" or ", blocked.Owners)}: {blocked.Sentence}",
        _ => $"{state.Lead} to direct the next step.",
    };
}
