using System.Collections.Frozen;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// Two tables: which subjects a fact changes, and on which subjects a decision rests. A directive is stale when
/// something that it rests on was changed since the head it was decided on. What only restrains (pause, stop, deny,
/// withdraw, narrow, cancel) rests on nothing: it is never too late.
/// </summary>
internal static class TouchRules
{
    private static readonly FrozenDictionary<Type, Func<RunFact, RunState, IEnumerable<string>>> Facts = new[]
    {
        // Of the run as a whole.
        Fact<RunFact.RunPaused>((_, _) => [Subjects.Run]),
        Fact<RunFact.RunResumed>((_, _) => [Subjects.Run]),
        Fact<RunFact.RunStopped>((_, _) => [Subjects.Run]),
        Fact<RunFact.RunCompleted>((_, _) => [Subjects.Run]),
        Fact<RunFact.LeadChanged>((_, _) => [Subjects.Run, Subjects.Takeover]),
        Fact<RunFact.InstructionsContradicted>((_, _) => [Subjects.Run]),
        Fact<RunFact.InstructionsCleared>((_, _) => [Subjects.Run]),
        Fact<RunFact.ScopeNarrowed>((fact, _) => fact.Targets.Select(Subjects.Target)),
        Fact<RunFact.TakeoverProposed>((_, _) => [Subjects.Takeover]),
        Fact<RunFact.TakeoverApproved>((_, _) => [Subjects.Takeover]),
        Fact<RunFact.TakeoverCancelled>((_, _) => [Subjects.Takeover]),

        // Of a step.
        Fact<RunFact.StepDirected>((fact, _) => [Subjects.Step(fact.Attempt.Step)]),
        Fact<RunFact.StepSkipped>((fact, _) => [Subjects.Step(fact.Step)]),
        Fact<RunFact.DoubtRemained>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.AttemptLost>((fact, _) => [Subjects.Step(fact.Step)]),
        Fact<RunFact.AttemptWithdrawn>((fact, _) => [Subjects.Step(fact.Step)]),
        Fact<RunFact.BlockRaised>((fact, _) => [Subjects.Step(fact.Block.Step)]),
        Fact<RunFact.BlockCleared>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.ContradictionRaised>((fact, _) => [Subjects.Step(fact.Contradiction.Step)]),
        Fact<RunFact.ContradictionCleared>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.GateOpened>((fact, _) => [Subjects.Step(fact.Gate.Packet.Step), Subjects.Gate(fact.Gate.Id)]),
        Fact<RunFact.GateDenied>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.GateExpired>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.ApprovalRevoked>((fact, state) => Step(state, fact.Attempt)),
        Fact<RunFact.GateSuperseded>((fact, state) => Step(state, fact.Attempt)),

        // Of a step and of the systems that it acts on.
        Fact<RunFact.ActionDispatched>((fact, state) => StepAndTargets(state, fact.Attempt)),
        Fact<RunFact.OutcomeSettled>((fact, state) => StepAndTargets(state, fact.Attempt)),
        Fact<RunFact.AttemptVerified>((fact, state) => StepAndTargets(state, fact.Step)),
        Fact<RunFact.AttemptFailed>((fact, state) => StepAndTargets(state, fact.Step)),
        Fact<RunFact.StepReversed>((fact, state) => StepAndTargets(state, fact.Step)),

        // Of nothing that a decision rests on: openings, what was said, what was read, one voice at a gate.
        Fact<RunFact.RunOpened>((_, _) => []),
        Fact<RunFact.RunContinued>((_, _) => []),
        Fact<RunFact.OpeningRefused>((_, _) => []),
        Fact<RunFact.DirectiveAccepted>((_, _) => []),
        Fact<RunFact.DirectiveRefused>((_, _) => []),
        Fact<RunFact.DirectiveConflicted>((_, _) => []),
        Fact<RunFact.DirectiveMalformed>((_, _) => []),
        Fact<RunFact.CharterConfirmed>((_, _) => []),
        Fact<RunFact.ReadingsRequested>((_, _) => []),
        Fact<RunFact.ReadingsRecorded>((_, _) => []),
        Fact<RunFact.ResultIgnored>((_, _) => []),
        Fact<RunFact.GateApproved>((_, _) => []),
        Fact<RunFact.ActionReported>((_, _) => []),
        Fact<RunFact.PacketRenewed>((_, _) => []),
        Fact<RunFact.PointConfirmed>((_, _) => []),
        Fact<RunFact.DecisionMade>((_, _) => []),
        Fact<RunFact.RunCheckRequested>((_, _) => []),
        Fact<RunFact.RunCheckRecorded>((_, _) => []),

        // Of the whole run, or of who leads.
        Fact<RunFact.NoGoHeld>((_, _) => [Subjects.Run]),
        Fact<RunFact.NoGoLifted>((_, _) => [Subjects.Run]),
        Fact<RunFact.LaneLeadChanged>((_, _) => [Subjects.Takeover]),
        Fact<RunFact.SurveyRecorded>((_, _) => []),
        Fact<RunFact.RiskScored>((_, _) => []),
        Fact<RunFact.ApprovalCounted>((_, _) => []),
        Fact<RunFact.GateClaimed>((_, _) => []),
        Fact<RunFact.GateReleased>((_, _) => []),
        Fact<RunFact.AuthorityDelegated>((_, _) => []),
        Fact<RunFact.DelegationEnded>((_, _) => []),
        Fact<RunFact.GateReminded>((_, _) => []),
        Fact<RunFact.GateEscalated>((_, _) => []),
        Fact<RunFact.GateWaived>((_, _) => []),

        // Of a gate: what was on the table is no longer all, or not now.
        Fact<RunFact.GateDelayed>((fact, _) => [Subjects.Gate(fact.Gate)]),
        Fact<RunFact.InformationRequested>((fact, _) => [Subjects.Gate(fact.Gate)]),
        Fact<RunFact.InformationGiven>((fact, _) => [Subjects.Gate(fact.Gate)]),
        Fact<RunFact.ActionEdited>((fact, state) => [Subjects.Gate(fact.Gate), .. Step(state, fact.Attempt)]),
        Fact<RunFact.GatePassedByTimeout>((fact, state) => [Subjects.Gate(fact.Gate), .. Step(state, fact.Attempt)]),
        Fact<RunFact.EscalationDecided>((fact, state) => [Subjects.Gate(fact.Gate), .. Step(state, fact.Attempt)]),
        Fact<RunFact.PolicyAdopted>((_, _) => [Subjects.Run]),

        // Of nothing until it is in force, and of everything then.
        Fact<RunFact.AmendmentProposed>((_, _) => []),
        Fact<RunFact.AmendmentApproved>((_, _) => []),
        Fact<RunFact.AmendmentDropped>((_, _) => []),
        Fact<RunFact.AmendmentAdopted>((_, _) => [Subjects.Run]),
        Fact<RunFact.LedgerBreached>((_, _) => [Subjects.Run]),
        Fact<RunFact.SeededGateMarked>((_, _) => []),
        Fact<RunFact.AnnexRead>((_, _) => []),
        Fact<RunFact.AnnexErasureOrdered>((_, _) => []),
    }.ToFrozenDictionary(row => row.Key, row => row.Value);

    private static readonly FrozenDictionary<Type, Func<Instruction, RunState, IEnumerable<string>>> Decisions = new[]
    {
        Rests<Instruction.ConfirmCharter>((_, _) => []),
        Rests<Instruction.Pause>((_, _) => []),
        Rests<Instruction.Stop>((_, _) => []),
        Rests<Instruction.Deny>((_, _) => []),
        Rests<Instruction.WithdrawAttempt>((_, _) => []),
        Rests<Instruction.NarrowScope>((_, _) => []),
        Rests<Instruction.RevokeApproval>((_, _) => []),
        Rests<Instruction.CancelTakeover>((_, _) => []),
        Rests<Instruction.ReadBack>((_, _) => []),
        Rests<Instruction.ClearContradiction>((_, _) => []),
        Rests<Instruction.ClearBlock>((_, _) => []),
        Rests<Instruction.Resume>((_, _) => [Subjects.Run]),
        Rests<Instruction.Decide>((_, _) => [Subjects.Run]),
        Rests<Instruction.Complete>((_, state) =>
            [Subjects.Run, Subjects.Takeover, .. state.Steps.Select(step => Subjects.Step(step.Id))]),
        Rests<Instruction.RunStep>((run, state) => [Subjects.Run, .. StepAndTargets(state, run.Step)]),
        Rests<Instruction.Redirect>((one, state) => [Subjects.Run, .. StepAndTargets(state, one.To)]),
        Rests<Instruction.Reverse>((one, state) => [Subjects.Run, .. StepAndTargets(state, one.Step)]),
        Rests<Instruction.Verify>((one, _) => [Subjects.Run, Subjects.Step(one.Step)]),
        Rests<Instruction.Skip>((one, _) => [Subjects.Run, Subjects.Step(one.Step)]),
        Rests<Instruction.Reconcile>((one, state) => Step(state, one.Attempt)),
        Rests<Instruction.Approve>((one, _) => [Subjects.Run, Subjects.Gate(one.Gate)]),
        Rests<Instruction.OfferTakeover>((_, _) => [Subjects.Takeover]),
        Rests<Instruction.RequestTakeover>((_, _) => [Subjects.Takeover]),
        Rests<Instruction.ApproveTakeover>((_, _) => [Subjects.Takeover]),
        Rests<Instruction.AcceptTakeover>((_, _) => [Subjects.Takeover]),
        Rests<Instruction.Claim>((_, _) => []),
        Rests<Instruction.Release>((_, _) => []),
        Rests<Instruction.Delegate>((_, _) => []),
        Rests<Instruction.EndDelegation>((_, _) => []),
        Rests<Instruction.Delay>((_, _) => []),
        Rests<Instruction.AskInformation>((_, _) => []),
        Rests<Instruction.AnswerInformation>((_, _) => []),
        Rests<Instruction.EditAction>((one, _) => [Subjects.Run, Subjects.Gate(one.Gate)]),
        Rests<Instruction.DecideEscalation>((one, _) => [Subjects.Run, Subjects.Gate(one.Gate)]),
        Rests<Instruction.AdoptPolicy>((_, _) => [Subjects.Run]),
        Rests<Instruction.Amend>((_, _) => [Subjects.Run]),
        Rests<Instruction.ApproveAmendment>((_, _) => [Subjects.Run]),
        Rests<Instruction.RejectAmendment>((_, _) => []),
        Rests<Instruction.ReadAnnex>((_, _) => []),
        Rests<Instruction.EraseAnnex>((_, _) => []),
    }.ToFrozenDictionary(row => row.Key, row => row.Value);

    /// <summary>A fact that the table does not know counts as a change of the whole run.</summary>
    public static IEnumerable<string> TouchedBy(RunFact fact, RunState state) =>
        Facts.TryGetValue(fact.GetType(), out var rule) ? rule(fact, state) : [Subjects.Run];

    /// <summary>An instruction that the table does not know rests on the whole run.</summary>
    public static IEnumerable<string> RestsOn(Instruction instruction, RunState state) =>
        Decisions.TryGetValue(instruction.GetType(), out var rule) ? rule(instruction, state) : [Subjects.Run];

    internal static bool Knows(Type type) => Facts.ContainsKey(type) || Decisions.ContainsKey(type);

    private static IEnumerable<string> Step(RunState state, AttemptId attempt) =>
        state.FindAttempt(attempt) is { } found ? [Subjects.Step(found.Step)] : [];

    private static IEnumerable<string> StepAndTargets(RunState state, AttemptId attempt) =>
        state.FindAttempt(attempt) is { } found ? StepAndTargets(state, found.Step) : [];

    private static IEnumerable<string> StepAndTargets(RunState state, StepId step) =>
        [Subjects.Step(step), .. state.Procedure.FindStep(step)?.Targets.Select(Subjects.Target) ?? []];

    private static KeyValuePair<Type, Func<RunFact, RunState, IEnumerable<string>>> Fact<T>(
        Func<T, RunState, IEnumerable<string>> rule)
        where T : RunFact => new(typeof(T), (fact, state) => rule((T)fact, state));

    private static KeyValuePair<Type, Func<Instruction, RunState, IEnumerable<string>>> Rests<T>(
        Func<T, RunState, IEnumerable<string>> rule)
        where T : Instruction => new(typeof(T), (instruction, state) => rule((T)instruction, state));
}
