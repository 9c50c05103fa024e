using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Directing;

/// <summary>
/// What the run would accept now, found by asking its own decider about every instruction that its state gives a name
/// to, from every person that its charter names. So the list can neither promise nor hide anything. It lists; it never
/// recommends.
/// </summary>
internal static class AllowedInstructions
{
    private const string Sample = "…";

    public static IReadOnlyList<Allowed> Of(RunState state, DateTimeOffset now)
    {
        var people = People(state);

        // Asked as if each had signed: who may is the question here, not who is.
        var named = state with { Charter = state.Charter with { Identity = null } };
        return [.. Candidates(state).Select(Judged).Where(allowed => !allowed.From.IsEmpty)];

        Allowed Judged(Instruction instruction) => new(
            instruction, people.Where(person => Accepts(named, instruction, person, now)).ToValueList());
    }

    private static ValueList<PersonId> People(RunState state) =>
        state.Charter.Roles.Everybody().Prepend(state.Charter.Lead).Prepend(state.Lead)
            .Concat(state.Amendment is null ? [] : state.Charter.Boundaries.SelectMany(boundary => boundary.ClearedBy))
            .Concat(state.Amendment is null ? [] : state.Charter.Roles.Governors ?? [])
            .Concat((state.Procedure.Lanes ?? []).Select(lane => lane.Specialist).OfType<PersonId>())
            .Distinct()
            .ToValueList();

    private static bool Accepts(RunState state, Instruction instruction, PersonId person, DateTimeOffset now)
    {
        var directive = new Directive(
            new DirectiveId("what-if"), person, state.LeadEpoch, now, instruction, Sample, state.Head, state.Run,
            LaneEpoch: state.LaneEpochOf(instruction));
        var decision = DirectedRunDecider.Decide(state, new RunInput.DirectiveReceived(directive), now);
        return decision.Facts.Any(fact => fact is RunFact.DirectiveAccepted);
    }

    private static IEnumerable<Instruction> Candidates(RunState state) =>
    [
        new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest),
        .. Amendments(state),
        .. Gates(state),
        .. Doubts(state),
        .. Takeovers(state),
        .. (state.Procedure.DecisionPoints ?? []).SelectMany(point =>
            point.Options.Select(option => new Instruction.Decide(point.Id, option.Id))),
        .. state.Steps.SelectMany(step => Steps(state, step.Id)),
        .. Redirections(state),
        new Instruction.Pause(),
        new Instruction.Resume(),
        new Instruction.Complete(),
        new Instruction.Stop(),
    ];

    private static IEnumerable<Instruction> Amendments(RunState state) => state.Amendment is not { } amendment
        ? []
        :
        [
            new Instruction.ConfirmCharter(amendment.CharterDigest, amendment.ProcedureDigest),
            new Instruction.ApproveAmendment(amendment.CharterDigest, amendment.ProcedureDigest),
            new Instruction.RejectAmendment(amendment.CharterDigest, amendment.ProcedureDigest),
        ];

    private static IEnumerable<Instruction> Gates(RunState state) => state.Gates.SelectMany(gate =>
        new Instruction[]
        {
            new Instruction.Approve(gate.Id, Sample, gate.PacketDigest),
            new Instruction.Deny(gate.Id),
            new Instruction.RevokeApproval(gate.Id),
        }.Concat(More(state, gate)));

    private static IEnumerable<Instruction> More(RunState state, Gate gate) =>
    [
        .. gate.Packet.Options.Where(_ => gate.Place == GatePlacement.Escalation)
            .Select(option => new Instruction.DecideEscalation(gate.Id, option, Sample)),
        .. (state.FindAttempt(gate.Attempt)?.Information ?? [])
            .Where(asked => asked.IsPending)
            .Select(asked => new Instruction.AnswerInformation(gate.Id, asked.Number, Sample)),
        .. new Instruction[] { new Instruction.Claim(gate.Id), new Instruction.Release(gate.Id) }
            .Where(_ => gate.IsStrict),
    ];

    private static IEnumerable<Instruction> Doubts(RunState state) =>
    [
        .. state.OpenInstructionContradictions.SelectMany(one =>
            new[] { one.First, one.Second }.Select(side =>
                new Instruction.ClearContradiction(one.Id, side.Issuer.Value, Sample))),
        .. state.Contradictions.SelectMany(
            contradiction => contradiction.Sides.Select(side => side.Source).Distinct().Select(source =>
            new Instruction.ClearContradiction(contradiction.Id, source, Sample))),
        .. state.Attempts().SelectMany(attempt => Enum.GetValues<ReconciledOutcome>().Select(outcome =>
            new Instruction.Reconcile(attempt.Id, outcome, Sample))),
        .. state.Blocks.SelectMany(block => Enum.GetValues<BlockResolution>().Select(resolution =>
            new Instruction.ClearBlock(block.Id, resolution, Sample))),
    ];

    private static IEnumerable<Instruction> Takeovers(RunState state)
    {
        if (state.Takeover is not { } takeover)
        {
            return
            [
                new Instruction.RequestTakeover(),
                .. People(state).Select(person => new Instruction.OfferTakeover(person)),
                .. (state.Procedure.Lanes ?? []).SelectMany(lane => LaneTakeovers(state, lane.Id)),
            ];
        }

        return
        [
            new Instruction.ApproveTakeover(takeover.Id),
            .. takeover.Points.Where(point => !point.Confirmed)
                .Select(point => new Instruction.ReadBack(takeover.Id, point.Id, point.Answer)),
            new Instruction.AcceptTakeover(takeover.Id),
            new Instruction.CancelTakeover(takeover.Id),
        ];
    }

    private static IEnumerable<Instruction> LaneTakeovers(RunState state, LaneId lane) =>
    [
        new Instruction.RequestTakeover(lane),
        .. People(state).Select(person => new Instruction.OfferTakeover(person, lane)),
    ];

    private static IEnumerable<Instruction> Steps(RunState state, StepId id) =>
    [
        new Instruction.RunStep(id, SampleArguments(state.Procedure.FindStep(id)!)),
        new Instruction.RunStep(id, SampleArguments(state.Procedure.FindStep(id)!), Repeat: true),
        new Instruction.Verify(id),
        new Instruction.Reverse(id),
        new Instruction.Skip(id),
    ];

    // What is directed and not dispatched can be given up, for another step as well; the scope can be narrowed.
    private static IEnumerable<Instruction> Redirections(RunState state) =>
    [
        .. state.Attempts().Select(attempt => new Instruction.WithdrawAttempt(attempt.Id)),
        .. state.Attempts().SelectMany(attempt => state.Steps.Where(step => step.Id != attempt.Step).Select(step =>
            new Instruction.Redirect(attempt.Id, step.Id, SampleArguments(state.Procedure.FindStep(step.Id)!)))),
        .. state.Charter.Targets.Select(target => new Instruction.NarrowScope([target.Id], [])),
    ];

    // An argument that the procedure leaves open cannot be known here; any value of its type stands for it.
    private static JsonData? SampleArguments(Step step)
    {
        var required = step.Arguments.Where(argument => argument.Required).ToArray();
        return required.Length == 0
            ? null
            : JsonData.Of(required.ToDictionary(argument => argument.Name, SampleValue, StringComparer.Ordinal));
    }

    private static JsonData SampleValue(ArgumentDeclaration argument) => argument.Allowed is [var first, ..]
        ? first
        : argument.Type switch
        {
            ArgumentType.Number => JsonData.Of(1),
            ArgumentType.Boolean => JsonData.Of(true),
            _ => JsonData.Of(Sample),
        };
}
