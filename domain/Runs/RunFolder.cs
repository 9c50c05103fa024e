using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Domain.Runs;

/// <summary>Folds facts into the state: what a fact means for the run as a whole. It decides nothing.</summary>
public static class RunFolder
{
    public static RunState Fold(RunState state, RunFact fact) => fact switch
    {
        RunFact.RunOpened opened => RunStates.Opened(opened, state.Head),
        RunFact.RunContinued continued => RunStates.Continued(continued),
        RunFact.DirectiveAccepted accepted => Remember(state, new DirectiveRecord(
            accepted.Directive.Id, accepted.Digest, accepted.Directive.IssuedAt, Behind: accepted.Behind)),
        RunFact.DirectiveRefused refused => Remember(state, new DirectiveRecord(
            refused.Directive.Id, refused.Digest, refused.Directive.IssuedAt, refused.Refusal)),
        RunFact.OpeningRefused or RunFact.DirectiveConflicted or RunFact.DirectiveMalformed or RunFact.ResultIgnored
            or RunFact.AnnexRead or RunFact.AnnexErasureOrdered => state,
        RunFact.LedgerBreached breached => BreachDecider.Fold(state, breached),
        RunFact.CharterConfirmed => state with { Status = state.Pause is null ? RunStatus.Active : RunStatus.Paused },
        RunFact.RunPaused paused => state with { Status = RunStatus.Paused, Pause = paused.Pause },
        RunFact.RunResumed => state with { Status = RunStatus.Active, Pause = null },
        RunFact.RunStopped => state with { Status = RunStatus.Stopped, Pause = null, Takeover = null },
        RunFact.RunCompleted => state with { Status = RunStatus.Completed },
        RunFact.LeadChanged changed => ChangeLead(state, changed),
        RunFact.LaneLeadChanged changed => Accepted(state) with
        {
            LaneLeads = (state.LaneLeads ?? []).Add(changed.Tenure),
        },
        RunFact.RunCheckRequested asked => state with
        {
            Check = new RunCheck(asked.Phase, asked.Purpose, IsAwaited: true, asked.By, [], HasPassed: false),
        },
        RunFact.RunCheckRecorded read => state with
        {
            Check = state.Check! with
            {
                IsAwaited = false, Observations = read.Observations, HasPassed = read.HasPassed,
            },
        },
        RunFact.NoGoHeld held => state with { NoGo = held.Hold },
        RunFact.NoGoLifted => state with { NoGo = null },
        RunFact.DecisionMade made => state with { Decisions = (state.Decisions ?? []).Add(made.Decision) },
        RunFact.TakeoverProposed or RunFact.TakeoverApproved or RunFact.PacketRenewed or RunFact.PointConfirmed
            or RunFact.TakeoverCancelled =>
                state with { Takeover = TakeoverFolder.Fold(state.Takeover, fact), Counters = Count(state, fact) },
        RunFact.InstructionsContradicted raised => state with
        {
            InstructionContradictions = state.OpenInstructionContradictions.Add(raised.Contradiction),
            Counters = state.Counters with { Contradictions = state.Counters.Contradictions + 1 },
        },
        RunFact.InstructionsCleared cleared => state with
        {
            InstructionContradictions = Left(state, cleared.Contradiction),
        },
        RunFact.SeededGateMarked marked => state with { Marks = (state.Marks ?? []).Add(marked.Mark) },
        RunFact.ScopeNarrowed narrowed => state with { Narrowing = Narrow(state, narrowed) },
        RunFact.AmendmentProposed or RunFact.AmendmentApproved or RunFact.AmendmentDropped
            or RunFact.AmendmentAdopted => AmendmentFolder.Fold(state, fact),
        _ => AttemptFolder.Fold(state, fact),
    };

    public static RunState Fold(RunState state, IEnumerable<RunFact> facts) => facts.Aggregate(state, Fold);

    private static RunState Remember(RunState state, DirectiveRecord record) =>
        state with { Directives = state.Directives.Remember(record) };

    private static ValueList<InstructionContradiction>? Left(RunState state, ContradictionId cleared)
    {
        var left = state.OpenInstructionContradictions.RemoveAll(one => one.Id == cleared);
        return left.IsEmpty ? null : left;
    }

    private static Narrowing Narrow(RunState state, RunFact.ScopeNarrowed fact)
    {
        var before = state.Narrowing ?? Narrowing.None;
        return new(before.Targets.AddRange(fact.Targets), before.Steps.AddRange(fact.Steps));
    }

    private static RunCounters Count(RunState state, RunFact fact) =>
        fact is RunFact.TakeoverProposed
            ? state.Counters with { Takeovers = state.Counters.Takeovers + 1 }
            : state.Counters;

    private static RunState ChangeLead(RunState state, RunFact.LeadChanged changed) => Accepted(state) with
    {
        Lead = changed.To,
        LeadEpoch = changed.Epoch,
        LeadHistory = state.LeadHistory.Add(new LeadTenure(changed.Epoch, changed.To, changed.At)),
    };

    private static RunState Accepted(RunState state)
    {
        var takeover = state.Takeover ?? throw new InvalidOperationException("The lead changed without a takeover.");
        _ = TakeoverMachine.Table.Next(takeover.Stage, TakeoverTrigger.Accept);
        return state with { Takeover = null };
    }
}
