using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>What a tool's report leads to: always to readings, never to a conclusion of its own.</summary>
internal static class ReportDecider
{
    public static void Report(RunDraft draft, RunInput.ActionReported reported)
    {
        if (draft.State.FindAttempt(reported.Attempt) is not { Stage: AttemptStage.Dispatching })
        {
            draft.Add(new RunFact.ResultIgnored(
                reported.Attempt,
                $"A report ({reported.Report.Outcome}) came for an action that is not awaited.",
                Digest.Of(reported.Report)));
            return;
        }

        Accept(draft, reported.Attempt, reported.Report);
    }

    public static void Accept(RunDraft draft, AttemptId attempt, ActionReport report)
    {
        draft.Add(new RunFact.ActionReported(attempt, report with
        {
            Summary = Excerpts.Cut(report.Summary, Excerpts.MaxSentence),
            Excerpt = report.Excerpt is { } excerpt ? Excerpts.Cut(excerpt, Excerpts.MaxValue) : null,
        }));
        draft.Request(attempt, report.Outcome switch
        {
            ActionOutcome.Executed => ReadingPurpose.AfterAction,
            ActionOutcome.Failed => ReadingPurpose.FailureCheck,
            _ => ReadingPurpose.Probe,
        });
    }
}
