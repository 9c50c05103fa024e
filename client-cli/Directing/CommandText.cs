using System.Globalization;
using System.Text.Json;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Directing;

/// <summary>
/// The command line that says an instruction. What the human has to supply stands as a word in capitals.
/// </summary>
internal static class CommandText
{
    public static string Of(RunId run, Instruction instruction) => $"directed {Line(Quoted(run.Value), instruction)}";

    private static string Line(string run, Instruction instruction) => instruction switch
    {
        Instruction.ConfirmCharter => $"confirm {run}",
        Instruction.RunStep step =>
            $"direct {run} " +
            $"{Quoted(step.Step.Value)}{Arguments(step.Arguments)}{(step.Repeat ? " --repeat" : string.Empty)}",
        Instruction.Verify verify => $"verify {run} {Quoted(verify.Step.Value)}",
        Instruction.Skip skip => $"skip {run} {Quoted(skip.Step.Value)} --reason WHY",
        Instruction.Reverse reverse => $"reverse {run} {Quoted(reverse.Step.Value)}",
        Instruction.Approve approve => $"gate approve {run} --gate {Quoted(approve.Gate.Value)}",
        Instruction.Deny deny => $"gate deny {run} --gate {Quoted(deny.Gate.Value)} --reason WHY",
        Instruction.Pause => $"pause {run}",
        Instruction.Resume => $"resume {run}",
        Instruction.Stop => $"stop {run} --reason WHY",
        Instruction.Complete => $"complete {run}",
        Instruction.Reconcile reconcile =>
            $"reconcile {run} --attempt {Quoted(reconcile.Attempt.Value)} --outcome {Word(reconcile.Outcome)} " +
            "--evidence TEXT",
        Instruction.ClearContradiction clear =>
            $"contradiction clear {run} --contradiction {Quoted(clear.Contradiction.Value)} --believe " +
            $"{Quoted(clear.AcceptedSource)} --statement TEXT",
        Instruction.ClearBlock clear =>
            $"block clear {run} --block {Quoted(clear.Block.Value)} --resolution {Word(clear.Resolution)} " +
            "--statement TEXT",
        Instruction.Decide decide =>
            $"decide {run} {Quoted(decide.Point.Value)} {Quoted(decide.Option)} --reason WHY",
        Instruction.WithdrawAttempt withdraw =>
            $"withdraw {run} --attempt {Quoted(withdraw.Attempt.Value)} --reason WHY",
        Instruction.Redirect redirect =>
            $"redirect {run} {Quoted(redirect.To.Value)} --attempt {Quoted(redirect.Attempt.Value)}" +
            $"{Arguments(redirect.Arguments)} --reason WHY",
        Instruction.RevokeApproval revoke => $"gate revoke {run} --gate {Quoted(revoke.Gate.Value)} --reason WHY",
        Instruction.NarrowScope narrow =>
            $"narrow {run}{Named("target", narrow.Targets.Select(id => id.Value))}" +
            $"{Named("step", narrow.Steps.Select(id => id.Value))} --reason WHY",
        _ => Takeover(run, instruction),
    };

    private static string Takeover(string run, Instruction instruction) => instruction switch
    {
        Instruction.OfferTakeover offer => $"takeover offer {run} --to {Quoted(offer.To.Value)}{Lane(offer.Lane)}",
        Instruction.RequestTakeover request => $"takeover request {run}{Lane(request.Lane)}",
        Instruction.ApproveTakeover => $"takeover approve {run}",
        Instruction.ReadBack back => $"takeover read-back {run} {Quoted(back.Point)} ANSWER",
        Instruction.AcceptTakeover => $"takeover accept {run}",
        Instruction.CancelTakeover => $"takeover cancel {run}",
        _ => Gate(run, instruction),
    };

    private static string Gate(string run, Instruction instruction) => instruction switch
    {
        Instruction.Claim claim => $"gate claim {run} --gate {Quoted(claim.Gate.Value)}",
        Instruction.Release release => $"gate release {run} --gate {Quoted(release.Gate.Value)}",
        Instruction.Delegate delegation => $"gate delegate {run} --to {Quoted(delegation.To.Value)} --for TIME"
            + (delegation.Gate is { } gate ? $" --gate {Quoted(gate.Value)}" : string.Empty),
        Instruction.EndDelegation end => $"gate end-delegation {run} --delegation {Quoted(end.Delegation)}",
        Instruction.Delay delay => $"gate delay {run} --gate {Quoted(delay.Gate.Value)} --for TIME --reason WHY",
        Instruction.EditAction edit => $"gate edit {run} --gate {Quoted(edit.Gate.Value)}"
            + $"{Arguments(edit.Arguments)} --reason WHY",
        Instruction.AskInformation ask => $"gate ask {run} --gate {Quoted(ask.Gate.Value)} "
            + $"{(ask.From is { } from ? $"--from {Quoted(from.Value)}" : $"--read {Quoted(ask.Read ?? "READ")}")} "
            + "--question TEXT",
        Instruction.AnswerInformation answer => string.Create(
            CultureInfo.InvariantCulture,
            $"gate answer {run} --gate {Quoted(answer.Gate.Value)} --question {answer.Request} --answer TEXT"),
        Instruction.DecideEscalation decide => $"gate decide {run} --gate {Quoted(decide.Gate.Value)}"
            + $"{(decide.Option is { } option ? $" --option {Quoted(option)}" : string.Empty)} --statement TEXT",
        Instruction.AdoptPolicy => $"policy adopt {run} FILE --reason WHY",
        Instruction.Amend => $"amendment propose {run} --procedure FILE --reason WHY",
        Instruction.ApproveAmendment => $"amendment approve {run}",
        Instruction.RejectAmendment => $"amendment reject {run} --reason WHY",
        Instruction.ReadAnnex read => $"annex show {run} {read.Record?.Value ?? "--all"} --reason WHY",
        Instruction.EraseAnnex erase => $"annex erase {run} {erase.Record} --reason WHY",
        _ => throw new NotSupportedException($"There is no command for the instruction {instruction.GetType().Name}."),
    };

    private static string Lane(LaneId? lane) => lane is { } named ? $" --lane {Quoted(named.Value)}" : string.Empty;

    /// <summary>An enum value as an option takes it: <c>NotDone</c> is <c>not-done</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Named(string option, IEnumerable<string> ids) =>
        string.Concat(ids.Select(id => $" --{option} {Quoted(id)}"));

    private static string Arguments(JsonData? arguments) => arguments is null
        ? string.Empty
        : string.Concat(arguments.Element.EnumerateObject().Select(member => string.Create(
            CultureInfo.InvariantCulture, $" --arg {member.Name}=VALUE")));

    private static string Quoted(string word) =>
        word.All(letter => char.IsLetterOrDigit(letter) || "-_.:/@#".Contains(letter, StringComparison.Ordinal))
            && word.Length > 0
            ? word
            : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
