using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>The verbs that are about the run as a whole.</summary>
internal static class RunDecider
{
    public static Refusal? Confirm(RunDraft draft, Directive directive, Instruction.ConfirmCharter confirm)
    {
        var state = draft.State;
        if (state.Amendment is { } amendment && amendment.Is(confirm.Charter, confirm.Procedure))
        {
            return AmendmentDecider.Confirm(draft, directive, amendment);
        }

        if (state.Status != RunStatus.AwaitingConfirmation)
        {
            return new(RefusalCode.CharterAlreadyConfirmed, "The charter is confirmed already.");
        }

        if (confirm.Charter != state.CharterDigest || confirm.Procedure != state.ProcedureDigest)
        {
            return new(
                RefusalCode.DigestMismatch,
                "What was read is not the charter and procedure of this run: the digests differ.");
        }

        if (RunChecks.IsAwaited(state, ReadingPurpose.Prerequisites))
        {
            return new(RefusalCode.PrerequisitesPending, "The prerequisites are being read; wait for the result.");
        }

        if (RunChecks.HasPrerequisites(state))
        {
            RunChecks.Request(draft, ReadingPurpose.Prerequisites, directive.Issuer);
            return null;
        }

        draft.Add(new RunFact.CharterConfirmed(directive.Issuer));
        draft.Rehydrate();
        return null;
    }

    public static Refusal? Pause(RunDraft draft, Directive directive, Instruction.Pause pause)
    {
        if (draft.State.Pause is not null)
        {
            return new(RefusalCode.RunPaused, "The run is paused already.");
        }

        draft.Add(new RunFact.RunPaused(new PauseNote(directive.Issuer, draft.Now, directive.Reason)));
        return null;
    }

    public static Refusal? Resume(RunDraft draft, Directive directive, Instruction.Resume resume)
    {
        if (draft.State.Pause is null && draft.State.NoGo is null)
        {
            return new(RefusalCode.RunNotPaused, "The run is not paused.");
        }

        if (draft.State.Pause is not null)
        {
            draft.Add(new RunFact.RunResumed(directive.Issuer));
        }

        draft.Rehydrate();
        RunChecks.RequestNoGo(draft, directive.Issuer);
        return null;
    }

    /// <summary>Ends the run. What was not dispatched never will be; what was is heard out and read after.</summary>
    public static Refusal? Stop(RunDraft draft, Directive directive, Instruction.Stop stop)
    {
        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To stop a run takes a reason.");
        }

        draft.Add(new RunFact.RunStopped(directive.Issuer, directive.Reason));
        foreach (var attempt in draft.State.Attempts().Where(Attempts.CanBeWithdrawn).ToList())
        {
            draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, "The run was stopped."));
        }

        return null;
    }

    public static Refusal? Complete(RunDraft draft, Directive directive, Instruction.Complete complete)
    {
        var state = draft.State;
        if (state.Hold is { } blocked)
        {
            return new(blocked.Code, blocked.Sentence);
        }

        if (state.Takeover is { } takeover)
        {
            return new(
                RefusalCode.TakeoverInProgress, $"The takeover {takeover.Id} is open; accept or cancel it first.");
        }

        var open = state.Steps.Where(step => !StepStatuses.IsClosed(StepStatuses.Of(step)))
            .Select(step => step.Id.Value)
            .Concat((state.Procedure.DecisionPoints ?? []).Where(point => state.FindDecision(point.Id) is null)
                .Select(point => $"decision {point.Id}"))
            .ToList();
        if (open.Count > 0)
        {
            return new(
                RefusalCode.RunNotFinished, $"Neither completed, reversed nor skipped: {string.Join(", ", open)}.");
        }

        draft.Add(new RunFact.RunCompleted(directive.Issuer));
        return null;
    }
}
