using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
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

/// <summary>A run under test: its clock is a value, its world is what the test says.</summary>
internal sealed class RunFixture
{
    private int directives;

    public RunFixture(
        RunId? run = null,
        TakeoverPacket? packet = null,
        Charter? charter = null,
        Procedure? procedure = null,
        AllowedSigners? signers = null,
        int? edition = RunEdition.Current,
        RiskPolicy? policy = null,
        Rehearsal? rehearsal = null) =>
        Send(new RunInput.OpenRun(
            run ?? new RunId("run-1"), charter ?? Sample.Charter, procedure ?? Sample.Procedure, packet, signers,
            edition, Policy: policy, Rehearsal: rehearsal));

    /// <summary>What the audit store answers when it is asked.</summary>
    public Func<Work.LookAround, Survey> Around { get; set; } = _ => new Survey(Sample.Start, 5, []);

    /// <summary>What happens to each directive before it is sent: in a signed run, its signature.</summary>
    public Func<Directive, Directive> Seal { get; set; } = directive => directive;

    public DateTimeOffset Now { get; private set; } = Sample.Start;

    public RunState State { get; private set; } = RunState.NotOpened;

    public List<LedgerEntry> Ledger { get; } = [];

    /// <summary>The facts of the last input.</summary>
    public IReadOnlyList<RunFact> Last { get; private set; } = [];

    public static RunFixture Confirmed()
    {
        var run = new RunFixture();
        run.Confirm();
        return run;
    }

    public static RunFixture Confirmed(Procedure procedure, Charter? charter = null, RiskPolicy? policy = null) =>
        new RunFixture(charter: charter, procedure: procedure, policy: policy).Confirm();

    public RunFixture Send(RunInput input)
    {
        var advance = RunJournal.Advance(State, input, Now);
        State = advance.State;
        Ledger.AddRange(advance.Entries);
        Last = advance.Entries.Select(entry => entry.Fact).ToList();
        return this;
    }

    public RunFixture Direct(
        PersonId issuer, Instruction instruction, string? reason = null, int? epoch = null, LedgerHead? on = null)
    {
        directives++;
        return Send(new RunInput.DirectiveReceived(Seal(new Directive(
            new DirectiveId($"{State.Run}-d{directives}"), issuer, epoch
                ?? State.LeadEpoch, Now, instruction, reason, on, LaneEpoch: State.LaneEpochOf(instruction)))));
    }

    public RunFixture Confirm() =>
        Direct(State.Lead, new Instruction.ConfirmCharter(State.CharterDigest, State.ProcedureDigest));

    public RunFixture Run(StepId step) => Direct(State.Lead, new Instruction.RunStep(step));

    /// <summary>Answers the pending reads: all as expected, but for those named.</summary>
    public RunFixture Readings(params (string Read, string? Document)[] others)
    {
        LookAround();
        var work = Assert.Single(State.Work.OfType<Work.TakeReadings>());
        return Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, Answers(work, others)));
    }

    /// <summary>The same where several lanes are being read: answers for one step.</summary>
    public RunFixture ReadingsOf(StepId step, params (string Read, string? Document)[] others)
    {
        var work = Assert.Single(State.Work.OfType<Work.TakeReadings>(), one => one.Step == step);
        return Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, Answers(work, others)));
    }

    public RunFixture ReportOf(StepId step, ActionOutcome outcome)
    {
        var work = Assert.Single(State.Work.OfType<Work.Dispatch>(), one => one.Step == step);
        return Send(
            new RunInput.ActionReported(work.Attempt, new ActionReport(outcome, outcome.ToString(), Now, Now, 0)));
    }

    public RunFixture LookAround()
    {
        while (State.Work.OfType<Work.LookAround>().FirstOrDefault() is { } work)
        {
            Send(new RunInput.SurveyTaken(work.Attempt, work.Phase, Around(work)));
        }

        return this;
    }

    public ValueList<Reading> Answers(Work.TakeReadings work, params (string Read, string? Document)[] others) =>
        work.Reads.Select(read =>
        {
            var other = others.FirstOrDefault(one => one.Read == read.Id.Value);
            return other.Read is null
                ? new Reading(read.Id, Now, JsonData.Parse("""{"ok":true}"""))
                : other.Document is null
                    ? new Reading(read.Id, Now, Error: "no connection")
                    : new Reading(read.Id, Now, JsonData.Parse(other.Document));
        }).ToValueList();

    public RunFixture Report(ActionOutcome outcome)
    {
        var work = Assert.Single(State.Work.OfType<Work.Dispatch>());
        return Send(
            new RunInput.ActionReported(work.Attempt, new ActionReport(outcome, outcome.ToString(), Now, Now, 0)));
    }

    /// <summary>Directs a step without a gate and sees it verified.</summary>
    public RunFixture Complete(StepId step) => Run(step).Readings().Report(ActionOutcome.Executed).Readings();

    /// <summary>Puts the run into a state that no input leads to: the world under it was changed by hand.</summary>
    public void Replace(RunState state) => State = state;

    public RunFixture Wait(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>Answers whatever reads are pending, as expected, until none is.</summary>
    public RunFixture ReadAll()
    {
        while (State.Work.OfType<Work.TakeReadings>().FirstOrDefault() is { } work)
        {
            Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, Answers(work)));
        }

        return this;
    }

    public RunFixture ReadBackAll(TakeoverId id)
    {
        while (State.Takeover!.Points.FirstOrDefault(point => !point.Confirmed) is { } point)
        {
            Direct(State.Takeover.To, new Instruction.ReadBack(id, point.Id, point.Answer));
            Assert.Null(RefusalOfLast());
        }

        return this;
    }

    public RefusalCode? RefusalOfLast() => Last.OfType<RunFact.DirectiveRefused>().FirstOrDefault()?.Refusal.Code;

    public Attempt Attempt(StepId step) => State.FindStep(step)!.Forward!;

    public StepStatus Status(StepId step) => StepStatuses.Of(State, step);
}
