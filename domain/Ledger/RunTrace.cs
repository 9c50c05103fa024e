using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Ledger;

/// <summary>How a run went, step by step and in the order in which steps were directed.</summary>
public sealed record RunTrace(
    RunId Run,
    RunMode Mode,
    string Procedure,
    Digest ProcedureDigest,
    RunStatus Status,
    ValueList<StepId> Order,
    ValueList<string> Decisions,
    ValueList<StepTrace> Steps)
{
    public static RunTrace Of(ValueList<LedgerEntry> entries)
    {
        var state = RunJournal.Replay(entries);
        var facts = entries.Select(entry => entry.Fact).ToList();
        return new RunTrace(
            state.Run,
            state.Charter.Mode,
            $"{state.Procedure.Id} {state.Procedure.Version}",
            state.ProcedureDigest,
            state.Status,
            facts.OfType<RunFact.StepDirected>().Select(fact => fact.Attempt.Step).ToValueList(),
            (state.Decisions ?? []).Select(made => $"{made.Point}: {made.Option}").ToValueList(),
            state.Steps.Select(step => Of(step, facts)).ToValueList());
    }

    private static StepTrace Of(StepState step, List<RunFact> facts)
    {
        var attempts = facts.OfType<RunFact.StepDirected>()
            .Where(fact => fact.Attempt.Step == step.Id)
            .Select(fact => fact.Attempt.Id)
            .ToHashSet();
        if (step.Forward is { } carried)
        {
            attempts.Add(carried.Id);
        }

        var gates = facts.OfType<RunFact.GateOpened>()
            .Where(fact => attempts.Contains(fact.Gate.Attempt))
            .ToDictionary(fact => fact.Gate.Id, fact => fact.Gate);
        return new StepTrace(
            step.Id,
            StepStatuses.Of(step),
            step.Attempts,
            facts.OfType<RunFact.ReadingsRecorded>().Where(fact => attempts.Contains(fact.Attempt)).SelectMany(Readings)
                .ToValueList(),
            facts.Select(fact => Verdict(fact, gates)).OfType<string>().ToValueList(),
            facts.Select(fact => Outcome(fact, attempts)).OfType<string>().ToValueList(),
            facts.Select(fact => Hold(fact, step.Id)).OfType<string>().ToValueList());
    }

    private static IEnumerable<string> Readings(RunFact.ReadingsRecorded recorded) => recorded.Observations
        .Select(one => $"{recorded.Purpose} {one.Read}: {Word(one.Verdict)}");

    private static string? Verdict(RunFact fact, Dictionary<GateId, Gate> gates)
    {
        var (id, said) = fact switch
        {
            RunFact.GateApproved one => (one.Gate, $"approved by {one.Approval.By}"),
            RunFact.GateDenied one => (one.Gate, $"denied by {one.By}"),
            RunFact.ActionEdited one => (one.Gate, $"changed by {one.Edit.By}"),
            RunFact.GateExpired one => (one.Gate, "expired"),
            RunFact.GatePassedByTimeout one => (one.Gate, "passed by silence"),
            RunFact.GateSuperseded one => (one.Gate, "asked anew"),
            RunFact.EscalationDecided one => (one.Gate, $"decided by {one.By}"),
            _ => (default(GateId), null),
        };
        return said is not null && gates.TryGetValue(id, out var gate)
            ? $"{gate.Place} ({gate.Policy.Tier}): {said}"
            : null;
    }

    private static string? Outcome(RunFact fact, HashSet<AttemptId> attempts) => fact switch
    {
        RunFact.ActionReported one when attempts.Contains(one.Attempt) => $"reported {one.Report.Outcome}",
        RunFact.OutcomeSettled one when attempts.Contains(one.Attempt) => $"settled as {one.Outcome}",
        RunFact.AttemptVerified one when attempts.Contains(one.Attempt) => "verified",
        RunFact.AttemptFailed one when attempts.Contains(one.Attempt) => "failed",
        RunFact.AttemptWithdrawn one when attempts.Contains(one.Attempt) => "withdrawn",
        RunFact.DoubtRemained one when attempts.Contains(one.Attempt) => "unknown",
        RunFact.GateWaived one when attempts.Contains(one.Attempt) => $"{one.Placement} gate waived",
        _ => null,
    };

    private static string? Hold(RunFact fact, StepId step) => fact switch
    {
        RunFact.BlockRaised one when one.Block.Step == step => $"blocked: {one.Block.Kind}",
        RunFact.ContradictionRaised one when one.Contradiction.Step == step =>
            $"contradiction about {one.Contradiction.Fact}",
        _ => null,
    };

    private static string Word(ObservationVerdict verdict) => verdict switch
    {
        ObservationVerdict.Met => "as expected",
        ObservationVerdict.NotMet => "not as expected",
        _ => "unreadable",
    };
}
