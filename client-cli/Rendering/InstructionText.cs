using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>An instruction in words, with everything that it says.</summary>
internal static class InstructionText
{
    public static string Of(Instruction instruction) => instruction switch
    {
        Instruction.ConfirmCharter confirm =>
            $"confirm charter {confirm.Charter.Short} and procedure {confirm.Procedure.Short}",
        Instruction.RunStep run =>
            $"run step {run.Step}{(run.Repeat ? " again" : string.Empty)}{Arguments(run)}",
        Instruction.Verify verify => $"take the reads of step {verify.Step} again",
        Instruction.Skip skip => $"skip step {skip.Step}",
        Instruction.Reverse reverse => $"reverse step {reverse.Step}",
        Instruction.Approve approve => $"approve gate {approve.Gate}{Said(approve.Comment)}",
        Instruction.Deny deny => $"deny gate {deny.Gate}",
        Instruction.Pause => "pause the run",
        Instruction.Resume => "resume the run",
        Instruction.Stop => "stop the run",
        Instruction.Complete => "complete the run",
        Instruction.Reconcile reconcile =>
            $"state that attempt {reconcile.Attempt} was {Word(reconcile.Outcome)}: {reconcile.Evidence}",
        Instruction.ClearContradiction clear =>
            $"clear contradiction {clear.Contradiction}, believe {clear.AcceptedSource}: {clear.Statement}",
        Instruction.ClearBlock clear =>
            $"clear block {clear.Block} ({Words.Of(clear.Resolution)}): {clear.Statement}",
        Instruction.Decide decide => $"decide {decide.Point}: {decide.Option}",
        _ => Takeover(instruction),
    };

    private static string Takeover(Instruction instruction) => instruction switch
    {
        Instruction.OfferTakeover offer => $"offer the lead to {offer.To}",
        Instruction.RequestTakeover => "request the lead",
        Instruction.ApproveTakeover approve => $"approve takeover {approve.Takeover}",
        Instruction.ReadBack back => $"read back point {back.Point} of takeover {back.Takeover}: {back.Answer}",
        Instruction.AcceptTakeover accept => $"accept takeover {accept.Takeover}",
        Instruction.CancelTakeover cancel => $"cancel takeover {cancel.Takeover}",
        _ => throw new NotSupportedException($"There are no words for the instruction {instruction.GetType().Name}."),
    };

    private static string Arguments(Instruction.RunStep run) =>
        run.Arguments is null || run.Arguments.Text == "{}" ? string.Empty : $" with {run.Arguments.Text}";

    private static string Said(string? comment) => comment is null ? string.Empty : $": {comment}";

    private static string Word(ReconciledOutcome outcome) => outcome == ReconciledOutcome.Done ? "done" : "not done";
}
