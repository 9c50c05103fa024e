using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// A whole procedure under a charter, step by step, with the very rules that a run goes by. It reads nothing: what is
/// found in the world, and what people say, no simulation knows. That is what a rehearsal is for.
/// </summary>
public static class ProcedureSimulation
{
    public static SimulatedProcedure Of(Charter charter, Procedure procedure, RiskPolicy? policy, DateTimeOffset at)
    {
        var state = RunFolder.Fold(RunState.NotOpened, new RunFact.RunOpened(
            new RunId("simulation"), charter, procedure, Digest.Of(charter), Digest.Of(procedure), at,
            Policy: policy, PolicyDigest: policy is null ? null : Digest.Of(policy)));
        return new(
            charter.Id,
            new ProcedureReference(procedure.Id, procedure.Version, Digest.Of(procedure)),
            at,
            (procedure.Prerequisites ?? [])
                .Select(one => new SimulatedRead(one.Id, one.Source, one.Read.Kind, $"{one.Statement} ({one.Expect})"))
                .ToValueList(),
            charter.NoGoConditions.Concat(procedure.NoGoConditions)
                .Select(one => new SimulatedRead(
                    one.Id, one.Source, one.Read.Kind, $"{one.Statement} (no-go when {one.NoGoWhen})"))
                .ToValueList(),
            charter.Boundaries.Where(one => one.Observed is not null)
                .Select(one => new SimulatedRead(
                    one.Id.Value, one.Observed!.Source, one.Observed.Read.Kind,
                    $"{one.Statement} (crossed when {one.Observed.CrossedWhen})"))
                .ToValueList(),
            procedure.Steps.Select(step => Step(state, step, at)).ToValueList(),
            procedure.DecisionPoints ?? [],
            SuccessionLint.Check(charter, procedure)
                .Select(finding => $"{finding.Sentence} {finding.Fix}")
                .ToValueList());
    }

    private static SimulatedStep Step(RunState state, Step step, DateTimeOffset at)
    {
        var action = Action(state, step, AttemptKind.Forward, at);
        var reversal = step.Reversal is { } way
            ? new SimulatedReversal(way.Plan, way.Within, Action(state, step, AttemptKind.Reversal, at))
            : null;
        return new(
            step.Id, step.Title, step.Lane, step.Requires, step.When, action, reversal, step.Irreversible,
            SimulatedStops.Of(state, step, action).ToValueList());
    }

    private static SimulatedAction Action(RunState state, Step step, AttemptKind kind, DateTimeOffset at)
    {
        var arguments = ReferenceLint.Arguments(step);
        var plan = ActionPlans.Resolve(state.Charter, step, kind, arguments, "key", out var refusal)
            ?? throw new ArgumentException(refusal!.Sentence, nameof(step));
        var attempt = new Attempt(
            new AttemptId($"{step.Id}.1"), step.Id, kind, 1, new DirectiveId("simulation"), state.Lead, arguments,
            plan.Action, plan.ActionDigest, "key", AttemptStage.Directed, at, Phase: 0, Rereads: 0, GatesOpened: 0,
            Observations: [], AcceptedSources: []);
        var risk = state.Policy is { } policy
            ? Score(state, policy, attempt, plan)
            : ((RiskScore First, RiskScore OnceDone)?)null;
        var scored = attempt with { Score = risk?.First };
        var directed = RunFolder.Fold(state, new RunFact.StepDirected(scored));
        var gates = GateRules.All(directed, scored, plan)
            .Concat(plan.Review is { } review ? [(GatePlacement.PostAction, review)] : [])
            .Select(gate => new AskedGate(
                GateSimulation.Of(directed, step.Id.Value, gate.Placement, gate.Policy, at),
                Why(plan, scored, gate.Placement, gate.Policy),
                EvidencePackets.Unsaid(directed, scored, plan, gate.Policy),
                Waivers.Why(directed, scored, gate.Policy)));
        return new(
            plan.Action.Kind,
            plan.Class,
            plan.Before.Select(SimulatedRead.Of).ToValueList(),
            plan.After.Select(SimulatedRead.Of).ToValueList(),
            gates.ToValueList(),
            risk is { } both ? new(both.First.Tier, both.First.Reasons, both.OnceDone.Tier) : null,
            BoundarySimulation.Of(state, step, kind));
    }

    private static (RiskScore First, RiskScore OnceDone) Score(
        RunState state, RiskPolicy policy, Attempt attempt, ActionPlan plan)
    {
        return (After(0), After(1));

        RiskScore After(int precedents) => RiskRules.Score(
            state, policy, attempt with { Survey = new Survey(attempt.DirectedAt, precedents, []) }, plan);
    }

    private static ValueList<string> Why(
        ActionPlan plan, Attempt attempt, GatePlacement placement, GatePolicy policy)
    {
        if (placement != GatePlacement.PreAction || (policy == plan.Gate && attempt.Score is null))
        {
            return ["The procedure asks for it."];
        }

        var asked = (attempt.Score?.Reasons ?? [])
            .Where(reason => GateRules.TierOf(reason.Tier) is not null)
            .OrderByDescending(reason => reason.Tier)
            .Select(reason => $"{reason.Factor} asks for {reason.Tier}: {reason.Sentence}");
        return (policy == plan.Gate ? asked.Prepend("The procedure asks for it.") : asked).ToValueList();
    }
}
