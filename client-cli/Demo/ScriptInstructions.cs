using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// Turns a line of the script into instructions; "current" is the one thing of its kind that is open.
/// </summary>
internal static class ScriptInstructions
{
    public static IReadOnlyList<Instruction> Of(ScriptLine line, RunState state) => line.Verb switch
    {
        "confirmCharter" => [new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest)],
        "runStep" => [new Instruction.RunStep(Step(line), line.Values.GetValueOrDefault("arguments"))],
        "verify" => [new Instruction.Verify(Step(line))],
        "skip" => [new Instruction.Skip(Step(line))],
        "reverse" => [new Instruction.Reverse(Step(line))],
        "approve" => [Approve(line, state)],
        "deny" => [new Instruction.Deny(new GateId(Current(line, "gate", state.Gates.Select(gate => gate.Id.Value))))],
        "pause" => [new Instruction.Pause()],
        "resume" => [new Instruction.Resume()],
        "stop" => [new Instruction.Stop()],
        "complete" => [new Instruction.Complete()],
        "reconcile" => [Reconcile(line, state)],
        "clearContradiction" => [ClearContradiction(line, state)],
        "clearBlock" => [ClearBlock(line, state)],
        _ => Takeover(line, state),
    };

    private static IReadOnlyList<Instruction> Takeover(ScriptLine line, RunState state)
    {
        if (line.Verb is "offerTakeover")
        {
            return [new Instruction.OfferTakeover(new PersonId(line.Needed("to")))];
        }

        if (line.Verb is "requestTakeover")
        {
            return [new Instruction.RequestTakeover()];
        }

        var takeover = state.Takeover ?? throw line.Bad("no takeover is under way");
        return line.Verb switch
        {
            "approveTakeover" => [new Instruction.ApproveTakeover(takeover.Id)],
            "acceptTakeover" => [new Instruction.AcceptTakeover(takeover.Id)],
            "cancelTakeover" => [new Instruction.CancelTakeover(takeover.Id)],
            "readBack" =>
            [
                .. takeover.Points.Where(point => !point.Confirmed)
                    .Select(
                        point => new Instruction.ReadBack(takeover.Id, point.Id, PacketAnswers.Of(state, point.Id))),
            ],
            _ => throw line.Bad($"the verb \"{line.Verb}\" is not known"),
        };
    }

    private static Instruction.Approve Approve(ScriptLine line, RunState state)
    {
        var id = new GateId(Current(line, "gate", state.Gates.Select(gate => gate.Id.Value)));
        return new Instruction.Approve(id, line.Text("comment"), state.FindGate(id)?.PacketDigest);
    }

    private static Instruction.Reconcile Reconcile(ScriptLine line, RunState state)
    {
        var doubtful = state.Attempts().Where(
            one => one.Stage == Domain.Steps.AttemptStage.Unknown).Select(one => one.Id.Value);
        return new Instruction.Reconcile(
            new AttemptId(Current(line, "attempt", doubtful)), Choice<ReconciledOutcome>(line, "outcome"),
            line.Needed("evidence"));
    }

    private static Instruction.ClearContradiction ClearContradiction(ScriptLine line, RunState state) => new(
        new ContradictionId(Current(line, "contradiction", state.Contradictions.Select(one => one.Id.Value))),
        line.Needed("acceptedSource"),
        line.Needed("statement"));

    private static Instruction.ClearBlock ClearBlock(ScriptLine line, RunState state) => new(
        new BlockId(Current(line, "block", state.Blocks.Select(one => one.Id.Value))),
        Choice<BlockResolution>(line, "resolution"),
        line.Needed("statement"));

    private static StepId Step(ScriptLine line) => new(line.Needed("step"));

    private static T Choice<T>(ScriptLine line, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(line.Needed(name), ignoreCase: true, out var value)
            ? value
            : throw line.Bad($"the value of \"{name}\" is not known");

    private static string Current(ScriptLine line, string name, IEnumerable<string> open)
    {
        var said = line.Needed(name);
        if (said != "current")
        {
            return said;
        }

        string[] all = [.. open];
        return all is [var only] ? only : throw line.Bad($"there are {all.Length} of \"{name}\" open, not one");
    }
}
