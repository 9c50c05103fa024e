using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// The ladders of a procedure and a policy before anybody uses them: every gate that may open, as if it opened at one
/// moment, with the very rules that a run goes by.
/// </summary>
public static class GateSimulation
{
    public static ValueList<SimulatedGate> Of(
        Charter charter, Procedure procedure, RiskPolicy? policy, DateTimeOffset opensAt)
    {
        var state = RunFolder.Fold(RunState.NotOpened, new RunFact.RunOpened(
            new RunId("simulation"), charter, procedure, Digest.Of(charter), Digest.Of(procedure), opensAt,
            Policy: policy));
        return Gates(procedure, policy)
            .Select(gate => Of(state, gate.Name, gate.Placement, gate.Policy, opensAt))
            .ToValueList();
    }

    internal static SimulatedGate Of(
        RunState state, string name, GatePlacement placement, GatePolicy policy, DateTimeOffset opensAt) =>
        new(name, placement, policy, Moments(state, placement, policy, opensAt));

    private static IEnumerable<(string Name, GatePlacement Placement, GatePolicy Policy)> Gates(
        Procedure procedure, RiskPolicy? policy)
    {
        foreach (var step in procedure.Steps)
        {
            foreach (var (name, placement, gate) in new[]
            {
                (step.Id.Value, GatePlacement.Checkpoint, step.Checkpoint),
                (step.Id.Value, GatePlacement.PreAction, step.Gate),
                (step.Id.Value, GatePlacement.PostAction, step.GateAfter),
                ($"{step.Id} (reversal)", GatePlacement.PreAction, step.Reversal?.Gate),
            })
            {
                if (gate is not null)
                {
                    yield return (name, placement, gate);
                }
            }
        }

        if (procedure.Escalation is { } escalation)
        {
            yield return ("any hold", GatePlacement.Escalation, escalation);
        }

        foreach (var gate in policy?.Gates ?? [])
        {
            yield return ($"where the risk asks for {gate.Tier}", GatePlacement.PreAction, gate);
        }
    }

    private static ValueList<SimulatedMoment> Moments(
        RunState state, GatePlacement placement, GatePolicy policy, DateTimeOffset opensAt)
    {
        var deciders = GateAuthority.Deciders(state, policy, state.Lead);
        var moments = new List<SimulatedMoment> { new(opensAt, "opens", deciders) };
        if (Ladders.Of(state.Policy, policy, opensAt) is not { } rungs)
        {
            moments.Add(policy.ExpiresAfter is { } after
                ? new(opensAt + after, Closes(placement), [state.Lead])
                : new(opensAt, "waits for ever: it has neither a ladder nor an end", []));
            return moments.ToValueList();
        }

        var ladder = policy.Ladder!;
        moments.AddRange(rungs.Select(rung => rung.Kind switch
        {
            RungKind.Remind => new SimulatedMoment(rung.At, "reminds", deciders),
            RungKind.Escalate => new SimulatedMoment(
                rung.At,
                ladder.Mode == GateMode.Hybrid ? "calls others, and holds the whole run" : "calls others",
                GateAuthority.Called(state.Charter, ladder)),
            _ => new SimulatedMoment(rung.At, End(placement, ladder.End), [state.Lead]),
        }));
        return moments.ToValueList();
    }

    private static string End(GatePlacement placement, LadderEnd end) => end switch
    {
        LadderEnd.Deny => "counts as denied",
        LadderEnd.Approve => "passes by silence if the step is reversible and of low risk; closes otherwise",
        _ => Closes(placement),
    };

    private static string Closes(GatePlacement placement) => placement switch
    {
        GatePlacement.PostAction => "closes: the step is blocked, its effect not agreed to",
        GatePlacement.Escalation => "closes: the run stays where it is",
        _ => "closes: nothing is done",
    };
}
