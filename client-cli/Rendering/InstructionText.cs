using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>An instruction in words, with everything that it says.</summary>
internal static class InstructionText
{
    public static string Of(Instruction instruction) => instruction switch
    {
        Instruction.ConfirmCharter confirm =>
            $"confirm charter {confirm.Charter.Short} and procedure {confirm.Procedure.Short}",
        Instruction.RunStep run =>
            $"run step {run.Step}{(run.Repeat ? " again" : string.Empty)}{Arguments(run.Arguments)}",
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
        Instruction.WithdrawAttempt withdraw => $"give up attempt {withdraw.Attempt}",
        Instruction.Redirect redirect =>
            $"give up attempt {redirect.Attempt} and run step {redirect.To}{Arguments(redirect.Arguments)}",
        Instruction.RevokeApproval revoke => $"take the approval of gate {revoke.Gate} back",
        Instruction.NarrowScope narrow =>
            $"take out of the scope: {string.Join(", ", narrow.Targets.Select(id => $"target {id}")
                .Concat(narrow.Steps.Select(id => $"step {id}")))}",
        _ => Takeover(instruction),
    };

    private static string Takeover(Instruction instruction) => instruction switch
    {
        Instruction.OfferTakeover offer => $"offer the lead{Of(offer.Lane)} to {offer.To}",
        Instruction.RequestTakeover request => $"request the lead{Of(request.Lane)}",
        Instruction.ApproveTakeover approve => $"approve takeover {approve.Takeover}",
        Instruction.ReadBack back => $"read back point {back.Point} of takeover {back.Takeover}: {back.Answer}",
        Instruction.AcceptTakeover accept => $"accept takeover {accept.Takeover}",
        Instruction.CancelTakeover cancel => $"cancel takeover {cancel.Takeover}",
        _ => Gate(instruction),
    };

    private static string Gate(Instruction instruction) => instruction switch
    {
        Instruction.Claim claim => $"claim gate {claim.Gate}",
        Instruction.Release release => $"release gate {release.Gate}",
        Instruction.Delegate delegation => $"let {delegation.To} decide until {Times.Of(delegation.Until)}"
            + (delegation.Gate is { } gate ? $" at gate {gate}" : string.Empty)
            + (delegation.Step is { } step ? $" at the gates of step {step}" : string.Empty),
        Instruction.EndDelegation end => $"end delegation {end.Delegation}",
        Instruction.Delay delay => $"put gate {delay.Gate} off "
            + (delay.Until is { } until ? $"until {Times.Of(until)}" : $"for {delay.For}"),
        Instruction.EditAction edit => $"change the action at gate {edit.Gate}"
            + (edit.Step is { } step ? $" into step {step}" : string.Empty)
            + (edit.Arguments is { } arguments ? $" with {arguments.Text}" : string.Empty),
        Instruction.AskInformation ask =>
            $"ask {ask.From?.Value ?? "read " + ask.Read} about gate {ask.Gate}: {ask.Question}",
        Instruction.AnswerInformation answer => string.Create(
            CultureInfo.InvariantCulture, $"answer question {answer.Request} at gate {answer.Gate}: {answer.Answer}"),
        Instruction.DecideEscalation decide =>
            $"decide gate {decide.Gate}{(decide.Option is { } option ? $" by {option}" : string.Empty)}"
            + Said(decide.Statement),
        Instruction.AdoptPolicy adopt =>
            $"put risk policy {adopt.Policy.Id} {adopt.Policy.Version} ({Digest.Of(adopt.Policy).Short}) in force",
        Instruction.Amend amend => $"amend {string.Join(" and ", new[]
        {
            amend.Charter is { } charter ? $"charter {charter.Id} ({Digest.Of(charter).Short})" : null,
            amend.Procedure is { } steps ? $"procedure {steps.Id} {steps.Version} ({Digest.Of(steps).Short})" : null,
        }.OfType<string>())}",
        Instruction.ApproveAmendment one =>
            $"agree to amendment (procedure {one.Procedure.Short}, charter {one.Charter.Short})",
        Instruction.RejectAmendment one =>
            $"reject amendment (procedure {one.Procedure.Short}, charter {one.Charter.Short})",
        Instruction.ReadAnnex read => $"open the annex: {read.Record?.Value ?? "all of it"}",
        Instruction.EraseAnnex erase => $"erase {erase.Record} from the annex",
        _ => throw new NotSupportedException($"There are no words for the instruction {instruction.GetType().Name}."),
    };

    private static string Arguments(JsonData? arguments) =>
        arguments is null || arguments.Text == "{}" ? string.Empty : $" with {arguments.Text}";

    private static string Of(LaneId? lane) => lane is null ? string.Empty : $" of lane {lane}";

    private static string Said(string? comment) => comment is null ? string.Empty : $": {comment}";

    private static string Word(ReconciledOutcome outcome) => outcome == ReconciledOutcome.Done ? "done" : "not done";
}
