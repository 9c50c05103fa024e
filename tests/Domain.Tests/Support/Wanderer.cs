using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Support;

/// <summary>
/// Drives a run by a list of numbers: each number is one move of people, tools or time, sensible or not. The same
/// numbers give the same run.
/// </summary>
internal sealed class Wanderer
{
    private static readonly PersonId[] People = [Sample.Ana, Sample.Ben, Sample.Carla, Sample.Dora, new("eve")];

    private readonly List<RunInput> sent = [];
    private DateTimeOffset now = Sample.Start;
    private int directives;

    /// <param name="charter">The sample's own, when it is left out.</param>
    /// <param name="procedure">The sample's own, when it is left out.</param>
    /// <param name="policy">None, when it is left out.</param>
    /// <param name="rehearsal">The script of a rehearsal; moves answer otherwise than it all the same.</param>
    public Wanderer(
        Charter? charter = null, Procedure? procedure = null, RiskPolicy? policy = null, Rehearsal? rehearsal = null)
    {
        Send(new RunInput.OpenRun(
            new RunId("walk"), charter ?? Sample.Charter, procedure ?? Sample.Procedure, Policy: policy,
            Rehearsal: rehearsal));
        Send(
            Directive(
                Sample.Ana, new Instruction.ConfirmCharter(State.CharterDigest, State.ProcedureDigest),
                State.LeadEpoch));
    }

    public RunState State { get; private set; } = RunState.NotOpened;

    public List<LedgerEntry> Ledger { get; } = [];

    /// <summary>Called after each input with the state before, the input and the new entries.</summary>
    public Action<RunState, RunInput, ValueList<LedgerEntry>> Watch { get; set; } = (_, _, _) => { };

    public Wanderer Walk(IEnumerable<int> moves)
    {
        foreach (var move in moves)
        {
            Move(new Random(move));
        }

        return this;
    }

    private void Move(Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                now += TimeSpan.FromSeconds(random.Next(1, 4000));
                break;
            case 1:
                Send(new RunInput.DeadlinePassed());
                break;
            case 2:
                Send(sent[random.Next(sent.Count)]);
                break;
            case 3:
                Send(random.Next(5) == 0
                    ? new RunInput.LedgerRefused("There is another entry 7.")
                    : DirectiveReader.Read("{\"id\":\"x\"}"));
                break;
            case 4 or 5 or 6 when State.Takeover is { } takeover:
                Send(Directive(TakeoverMover(random, takeover), TakeoverMove(random, takeover), State.LeadEpoch));
                break;
            case 10 or 11 when State.Amendment is { } amendment:
                Send(AmendmentMove(random, amendment));
                break;
            case 7 or 8 when State.Blocked is { Owners: [_, ..] owners }:
                Send(Directive(owners[random.Next(owners.Count)], Remedy(random), State.LeadEpoch));
                break;
            case < 14 when State.Work is [_, _, ..] several:
                Answer(random, several[random.Next(several.Count)]);
                break;
            case < 14 when State.Work is [var work]:
                Answer(random, work);
                break;
            case < 18:
                Send(Directive(State.Lead, Anything(random), State.LeadEpoch));
                break;
            default:
                var epoch = random.Next(8) == 0 ? random.Next(4) : State.LeadEpoch;
                Send(Directive(People[random.Next(People.Length)], Anything(random), epoch));
                break;
        }
    }

    private void Answer(Random random, Work work)
    {
        switch (work)
        {
            case Work.Dispatch dispatch:
                var outcome = random.Next(4) switch { 0 =>
                    ActionOutcome.Failed, 1 => ActionOutcome.Unknown, _ => ActionOutcome.Executed };
                Send(
                    new RunInput.ActionReported(
                        dispatch.Attempt, new ActionReport(outcome, "it said so", now, now, 0)));
                break;
            case Work.TakeReadings reads:
                var late = random.Next(12) == 0 ? TimeSpan.FromMinutes(5) : TimeSpan.Zero;
                var readings = reads.Reads.Select(read => random.Next(14) switch
                {
                    0 => new Reading(read.Id, now - late, JsonData.Parse("""{"ok":false}""")),
                    1 => new Reading(read.Id, now - late, Error: "no connection"),
                    2 => new Reading(read.Id, now - late, JsonData.Parse("""{"other":1}""")),
                    _ => new Reading(read.Id, now - late, JsonData.Parse("""{"ok":true}""")),
                }).ToValueList();
                Send(new RunInput.ReadingsTaken(reads.Attempt, reads.Phase - (random.Next(15) == 0 ? 1 : 0), readings));
                break;
            case Work.LookAround around:
                Send(new RunInput.SurveyTaken(around.Attempt, around.Phase, Survey(random)));
                break;
            default:
                throw new InvalidOperationException(work.ToString());
        }
    }

    private Survey Survey(Random random) => random.Next(8) switch
    {
        0 => new Survey(now, 0, [], "no connection"),
        1 => new Survey(
            now, 2, [new ForeignAction(new RunId("other"), Sample.Drain, new TargetId("orders"), now)]),
        var count => new Survey(now, count, []),
    };

    private PersonId TakeoverMover(Random random, TakeoverState takeover) => takeover.Stage == TakeoverStage.Proposed
        ? People[random.Next(1, 4)]
        : takeover.To;

    private static Instruction TakeoverMove(Random random, TakeoverState takeover) => takeover.Stage switch
    {
        TakeoverStage.Proposed => new Instruction.ApproveTakeover(takeover.Id),
        TakeoverStage.ReadingBack when takeover.Points.First(point => !point.Confirmed) is var point =>
            new Instruction.ReadBack(takeover.Id, point.Id, point.Answer),
        _ => random.Next(4) switch
        {
            0 => new Instruction.CancelTakeover(takeover.Id),
            _ => new Instruction.AcceptTakeover(takeover.Id),
        },
    };

    private RunInput.DirectiveReceived AmendmentMove(Random random, Amendment amendment) => random.Next(5) switch
    {
        0 => Directive(
            Sample.Carla,
            new Instruction.RejectAmendment(amendment.CharterDigest, amendment.ProcedureDigest),
            State.LeadEpoch),
        1 or 2 => Directive(
            People[random.Next(People.Length)],
            new Instruction.ApproveAmendment(amendment.CharterDigest, amendment.ProcedureDigest),
            State.LeadEpoch),
        _ => Directive(
            State.Lead,
            new Instruction.ConfirmCharter(amendment.CharterDigest, amendment.ProcedureDigest),
            State.LeadEpoch),
    };

    // Another title of a step that may or may not have been done; one step less; a boundary that moved.
    private Instruction.Amend Amend(Random random, StepId step)
    {
        var next = State.Procedure with { Version = $"{State.Procedure.Version}.{random.Next(3)}" };
        return random.Next(3) switch
        {
            0 => new(Procedure: next with { Steps = next.Steps.RemoveAll(one => one.Id == step) }),
            1 => new(Charter: State.Charter with { Boundaries = [] }),
            _ => new(Procedure: next with
            {
                Steps = next.Steps.Replace(one => one.Id == step, one => one with { Title = "Do it otherwise" }),
            }),
        };
    }

    // What would lift the hold that the run is under.
    private Instruction Remedy(Random random) => State switch
    {
        { OpenInstructionContradictions: [var two, ..] } => new Instruction.ClearContradiction(
            two.Id, (random.Next(2) == 0 ? two.First : two.Second).Issuer.Value, "asked both"),
        { Contradictions: [var one, ..] } =>
            new Instruction.ClearContradiction(one.Id, one.Sides[random.Next(2)].Source, "called them"),
        { Blocks: [{ Kind: BlockKind.Mismatch } block, ..] } =>
            new Instruction.ClearBlock(block.Id, BlockResolution.Accept, "fine"),
        { Blocks: [{ Kind: BlockKind.Boundary } block, ..] } =>
            new Instruction.ClearBlock(block.Id, BlockResolution.Permit, "agreed"),
        { Blocks: [var block, ..] } => new Instruction.ClearBlock(block.Id, BlockResolution.Withdraw, "later"),
        { Gates: [var gate, ..] } when random.Next(6) == 0 => new Instruction.Deny(gate.Id),
        { Gates: [var gate, ..] } when random.Next(6) == 0 => Edit(random, gate.Id),
        { Gates: [.., var gate] } => new Instruction.Approve(gate.Id),
        { Pause: not null } => new Instruction.Resume(),
        _ => State.Attempts().FirstOrDefault(attempt => attempt.Stage == AttemptStage.Unknown) is { } doubt
            ? new Instruction.Reconcile(doubt.Id, (ReconciledOutcome)random.Next(2), "seen in the log")
            : Anything(random),
    };

    private Instruction Anything(Random random)
    {
        var busy = State.Attempts().FirstOrDefault(attempt => AttemptStages.IsOpen(attempt.Stage));
        var step = busy is not null && random.Next(2) == 0 ? busy.Step : State.Steps[random.Next(State.Steps.Count)].Id;
        var gate = State.Gates is [var asked, ..] ? asked.Id : new GateId("none");
        var block = State.Blocks is [var first, ..] ? first.Id : new BlockId("none");
        var takeover = State.Takeover?.Id ?? new TakeoverId("none");
        var doubtful = State.Attempts().FirstOrDefault(attempt => attempt.Stage == AttemptStage.Unknown)?.Id
            ?? new AttemptId("none");
        var contradiction = State.Contradictions is [var one, ..] ? one : null;
        var point = State.Takeover?.Points.FirstOrDefault(each => !each.Confirmed);
        var open = State.Attempts().FirstOrDefault(attempt => AttemptStages.IsOpen(attempt.Stage))?.Id
            ?? new AttemptId("none");
        return random.Next(50) switch
        {
            0 => new Instruction.Pause(),
            1 or 2 => new Instruction.Resume(),
            3 when contradiction is not null || random.Next(5) == 0 => new Instruction.Stop(),
            4 => new Instruction.Complete(),
            5 when random.Next(3) == 0 => new Instruction.Skip(step),
            6 or 7 or 8 => new Instruction.Reverse(step),
            9 or 10 => new Instruction.Verify(step),
            11 or 12 or 13 => new Instruction.Approve(gate),
            14 => new Instruction.Deny(gate),
            15 or 16 => new Instruction.Reconcile(doubtful, (ReconciledOutcome)random.Next(2), "seen in the log"),
            17 or 18 => new Instruction.ClearContradiction(
                contradiction?.Id
                    ?? new ContradictionId("none"), contradiction?.Sides[random.Next(2)].Source
                    ?? "api", "called them"),
            19 or 20 or 21 => new Instruction.ClearBlock(block, (BlockResolution)random.Next(3), "looked at it"),
            22 => new Instruction.OfferTakeover(People[random.Next(People.Length)]),
            23 => new Instruction.RequestTakeover(),
            24 => new Instruction.ApproveTakeover(takeover),
            25 or 26 =>
                new Instruction.ReadBack(takeover, point?.Id
                    ?? "none", random.Next(9) == 0
                    ? "?"
                    : point?.Answer
                    ?? "none"),
            27 => new Instruction.AcceptTakeover(takeover),
            29 or 30 or 31 when State.Procedure.DecisionPoints is [var decision, ..] =>
                new Instruction.Decide(decision.Id, decision.Options[random.Next(decision.Options.Count)].Id),
            28 when random.Next(3) == 0 => new Instruction.CancelTakeover(takeover),
            29 => new Instruction.WithdrawAttempt(open),
            30 or 31 => new Instruction.Redirect(open, State.Steps[random.Next(State.Steps.Count)].Id),
            33 => new Instruction.RevokeApproval(gate),
            34 or 35 => Amend(random, step),
            32 when random.Next(30) == 0 => new Instruction.NarrowScope([], [step]),
            40 or 41 => Edit(random, gate),
            42 => new Instruction.Claim(gate),
            43 => new Instruction.AskInformation(gate, "what is it?", random.Next(2) == 0 ? "before" : "drain/after"),
            44 => random.Next(2) == 0
                ? new Instruction.AskInformation(gate, "who?", From: People[random.Next(People.Length)])
                : new Instruction.AnswerInformation(gate, 1, "I do"),
            45 => new Instruction.Delay(gate, For: TimeSpan.FromMinutes(random.Next(1, 100))),
            46 => new Instruction.Delegate(
                People[random.Next(People.Length)], now.AddHours(1), random.Next(2) == 0 ? gate : null),
            47 => random.Next(2) == 0 ? new Instruction.Release(gate) : new Instruction.EndDelegation("del1"),
            48 => new Instruction.DecideEscalation(gate, random.Next(2) == 0 ? "withdraw" : null, "so be it"),
            49 when random.Next(4) == 0 => new Instruction.AdoptPolicy(
                GateSample.Policy with { Version = $"{random.Next(3)}" }),
            _ => new Instruction.RunStep(
                step,
                step == Sample.Limit ? JsonData.Of(new { limit = random.Next(3) == 0 ? 2000 : 10 }) : null,
                Repeat: random.Next(3) == 0),
        };
    }

    private static Instruction.EditAction Edit(Random random, GateId gate) => random.Next(4) == 0
        ? new Instruction.EditAction(gate, Step: Sample.Restart)
        : new Instruction.EditAction(gate, JsonData.Of(new { limit = random.Next(2) == 0 ? 2000 : random.Next(100) }));

    private RunInput.DirectiveReceived Directive(PersonId issuer, Instruction instruction, int epoch)
    {
        directives++;
        return new(new Directive(
            new DirectiveId($"d{directives}"), issuer, epoch, now, instruction, "because", Seen()));
    }

    // Most people have seen all there is; some look at an older page, and some do not say.
    private LedgerHead? Seen()
    {
        var random = new Random(directives);
        var back = random.Next(6) == 0 ? random.Next(Math.Min(12, Ledger.Count)) : 0;
        return random.Next(3) == 0 || Ledger.Count == 0 ? null : LedgerChain.HeadOf(Ledger[^(back + 1)]);
    }

    private void Send(RunInput input)
    {
        var before = State;
        var advance = RunJournal.Advance(State, input, now);
        sent.Add(input);
        State = advance.State;
        Ledger.AddRange(advance.Entries);
        Watch(before, input, advance.Entries);
    }
}
