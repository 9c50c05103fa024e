using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows.Execution;

/// <summary>
/// Keeps search attributes, memo and current details what the state is. Each change of an attribute is an event: only
/// changes go out.
/// </summary>
internal sealed class RunSignboard
{
    private Signs? shown;

    public void Show(RunState state, LedgerBook book, AuditProjector projector)
    {
        Workflow.CurrentDetails = RunDetails.Markdown(state, book, projector);
        var signs = Signs.Of(state);
        if (signs == shown)
        {
            return;
        }

        Workflow.UpsertTypedSearchAttributes([.. signs.ChangesSince(shown)]);
        if (shown is null)
        {
            ShowMemo(state);
        }
        else if (signs.Documents != shown.Documents)
        {
            Workflow.UpsertMemo(Digests(state));
        }

        shown = signs;
    }

    /// <summary>Whoever starts a run through our client has put it there; other clients have not.</summary>
    private static void ShowMemo(RunState state)
    {
        if (!Workflow.Memo.ContainsKey(RunContract.ObjectiveMemo))
        {
            Workflow.UpsertMemo(
                [
                    MemoUpdate.ValueSet(RunContract.ObjectiveMemo, state.Charter.Objective),
                    .. Digests(state),
                    .. state.IsRehearsal
                        ? [MemoUpdate.ValueSet(RunContract.ModeMemo, state.Charter.Mode.ToString())]
                        : (MemoUpdate[])[],
                ]);
        }
    }

    private static MemoUpdate[] Digests(RunState state) =>
    [
        MemoUpdate.ValueSet(RunContract.CharterDigestMemo, state.CharterDigest.Value),
        MemoUpdate.ValueSet(RunContract.ProcedureDigestMemo, state.ProcedureDigest.Value),
    ];

    private sealed record Signs(
        string Lead, string State, string? Step, string? Blocked, string Procedure, long Epoch, string Documents,
        string? Mode)
    {
        public static Signs Of(RunState state)
        {
            // Several only where lanes go on beside each other.
            var open = state.Attempts().Where(attempt => AttemptStages.IsOpen(attempt.Stage)).ToList();
            return new Signs(
                state.Lead.Value,
                state.Status.ToString(),
                open.Count == 0 ? null : string.Join(", ", open.Select(attempt => attempt.Step.Value).Distinct()),
                BlockOf(state, open),
                $"{state.Procedure.Id} {state.Procedure.Version}",
                state.LeadEpoch,
                $"{state.CharterDigest}/{state.ProcedureDigest}",
                state.IsRehearsal ? state.Charter.Mode.ToString() : null);
        }

        public IEnumerable<SearchAttributeUpdate> ChangesSince(Signs? before)
        {
            if (Lead != before?.Lead)
            {
                yield return RunSearchAttributes.Lead.ValueSet(Lead);
            }

            if (State != before?.State)
            {
                yield return RunSearchAttributes.State.ValueSet(State);
            }

            if (Step != before?.Step)
            {
                yield return Step is null
                    ? RunSearchAttributes.Step.ValueUnset()
                    : RunSearchAttributes.Step.ValueSet(Step);
            }

            if (Blocked != before?.Blocked)
            {
                yield return Blocked is null
                    ? RunSearchAttributes.Blocked.ValueUnset()
                    : RunSearchAttributes.Blocked.ValueSet(Blocked);
            }

            if (Procedure != before?.Procedure)
            {
                yield return RunSearchAttributes.Procedure.ValueSet(Procedure);
            }

            if (Epoch != before?.Epoch)
            {
                yield return RunSearchAttributes.Epoch.ValueSet(Epoch);
            }

            if (Mode is not null && Mode != before?.Mode)
            {
                yield return RunSearchAttributes.Mode.ValueSet(Mode);
            }
        }

        private static bool IsAtAGate(Attempt attempt) =>
            attempt.Stage is AttemptStage.AwaitingGate or AttemptStage.AwaitingReview;

        /// <summary>Only what waits for a human: a step that is simply under way ends by itself.</summary>
        private static string? BlockOf(RunState state, List<Attempt> open) => state.Hold switch
        {
            { Code: RefusalCode.StepInProgress } =>
                open.Any(IsAtAGate) ? "AwaitingGate" : null,
            { } reason => reason.Code.ToString(),
            null => null,
        };
    }
}
