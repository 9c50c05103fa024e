using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;

namespace Activities.Tests.Audit;

/// <summary>What either store says about other runs; the ledgers in it are those of real decisions.</summary>
public abstract class AuditSurveyCompliance
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly StepId Open = new("open");
    private static readonly TargetId Shop = new("shop");

    /// <summary>Gets the store; where it cannot be had the test is skipped.</summary>
    protected abstract IAuditStore Store { get; }

    [SkippableFact]
    public void Store_ThatIsEmpty_KnowsOfNothing()
    {
        var survey = Ask();

        Assert.Equal((0, 0, null), (survey.Precedents, survey.Others.Count, survey.Error));
    }

    [SkippableFact]
    public void Precedents_AreVerifiedStepsOfTheSameProcedure()
    {
        Keep("run-1", Start, ActionOutcome.Executed);
        Keep("run-2", Start, ActionOutcome.Executed);
        Keep("run-3", Start, ActionOutcome.Failed);
        Keep("run-4", Start, ActionOutcome.Executed, procedure: "another");

        Assert.Equal(2, Ask().Precedents);
        Assert.Equal(0, Ask(kind: AttemptKind.Reversal).Precedents);
    }

    [SkippableFact]
    public void Precedents_AreCountedUpToSoMany()
    {
        Store.Append(new LedgerBatch(
            new RunId("many"),
            [.. Ledger("many", Start, ActionOutcome.Executed, times: Survey.MostPrecedents + 2)]));

        Assert.Equal(Survey.MostPrecedents, Ask().Precedents);
    }

    [SkippableFact]
    public void Precedents_OfAReversal_AreReversals()
    {
        Keep("run-1", Start, ActionOutcome.Executed, reverse: true);

        Assert.Equal(1, Ask().Precedents);
        Assert.Equal(1, Ask(kind: AttemptKind.Reversal).Precedents);
    }

    [SkippableFact]
    public void Others_AreActionsOfOtherRunsOnTheSameTargetsSinceThen()
    {
        Keep("mine", Start.AddHours(2), ActionOutcome.Executed);
        Keep("before", Start, ActionOutcome.Executed);
        Keep("after", Start.AddHours(2), ActionOutcome.Unknown);
        Keep("elsewhere", Start.AddHours(2), ActionOutcome.Executed, target: "warehouse");

        var other = Assert.Single(Ask(since: Start.AddHours(1)).Others);

        Assert.Equal((new RunId("after"), Open, Shop), (other.Run, other.Step, other.Target));
        Assert.Equal(Start.AddHours(2), other.At);
    }

    [SkippableFact]
    public void Rehearsals_AreNeitherPrecedentsNorActionsOfOthers()
    {
        Keep("drill", Start.AddHours(2), ActionOutcome.Executed, mode: RunMode.Rehearsal);

        var survey = Ask(since: Start.AddHours(1));

        Assert.Equal((0, 0, null), (survey.Precedents, survey.Others.Count, survey.Error));
    }

    [SkippableFact]
    public void Others_OfARunWhoseBeginningIsNotHere_CountAsOnTheSameTargets()
    {
        var ledger = Ledger("tail", Start.AddHours(2), ActionOutcome.Executed);
        var begun = ledger.FindIndex(entry => entry.Fact is RunFact.StepDirected);
        Store.Append(new LedgerBatch(new RunId("tail"), [.. ledger[begun..]]));

        Assert.Single(Ask(since: Start.AddHours(1)).Others);
    }

    [SkippableFact]
    public void Others_OfAnAmendedRun_CountOnTheTargetsOfEveryVersion()
    {
        Store.Append(new LedgerBatch(
            new RunId("moved"),
            [.. Ledger("moved", Start.AddHours(2), ActionOutcome.Executed, target: "warehouse", amendedTo: "shop")]));

        var other = Assert.Single(Ask(since: Start.AddHours(1)).Others);

        Assert.Equal((new RunId("moved"), Shop), (other.Run, other.Target));
    }

    /// <summary>What the survey asks by; each store has its own words for the step.</summary>
    protected static string PlanOf(string step) =>
        $"SELECT chain, entry FROM ledger WHERE kind = 'AttemptVerified' AND {step} = 'open'";

    private Survey Ask(AttemptKind kind = AttemptKind.Forward, DateTimeOffset? since = null) => Store.LookAround(
        new SurveyRequest(new RunId("mine"), "shop", Open, kind, [Shop], since ?? Start), Start.AddDays(1));

    private void Keep(
        string run,
        DateTimeOffset at,
        ActionOutcome outcome,
        string procedure = "shop",
        string target = "shop",
        bool reverse = false,
        RunMode mode = RunMode.Live) =>
        Store.Append(new LedgerBatch(
            new RunId(run), [.. Ledger(run, at, outcome, procedure, target, reverse, mode: mode)]));

    private static List<LedgerEntry> Ledger(
        string run,
        DateTimeOffset at,
        ActionOutcome outcome,
        string procedure = "shop",
        string target = "shop",
        bool reverse = false,
        string? amendedTo = null,
        RunMode mode = RunMode.Live,
        int times = 1)
    {
        var (opened, text) = (Charter(procedure, target) with { Mode = mode }, Procedure(procedure, target));
        var state = RunState.NotOpened;
        var entries = new List<LedgerEntry>();
        Send(new RunInput.OpenRun(
            new RunId(run), opened, text, Rehearsal: mode == RunMode.Live ? null : RehearsalDraft.Of(opened, text)));
        Direct("confirm", new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest));
        if (amendedTo is not null)
        {
            var version = Procedure(procedure, amendedTo) with { Version = "2" };
            var charter = Charter(procedure, amendedTo) with { Procedure = new ProcedureReference(procedure, "2") };
            Direct("amend", new Instruction.Amend(charter, version), "it moved");
            Direct(
                "agree", new Instruction.ApproveAmendment(Digest.Of(charter), Digest.Of(version)), by: "ben");
            Direct("in-force", new Instruction.ConfirmCharter(Digest.Of(charter), Digest.Of(version)));
        }

        for (var time = 0; time < times; time++)
        {
            Direct($"open-{time}", new Instruction.RunStep(Open, Repeat: time > 0));
            Answer();
        }

        if (reverse)
        {
            Direct("reverse", new Instruction.Reverse(Open));
            Answer();
        }

        return entries;

        void Direct(string id, Instruction instruction, string? reason = null, string by = "ana") => Send(
            new RunInput.DirectiveReceived(
                new Directive(new DirectiveId(id), new PersonId(by), 1, at, instruction, reason)));

        void Answer()
        {
            while (state.Work is [var work, ..])
            {
                Send(work switch
                {
                    Work.TakeReadings reads => new RunInput.ReadingsTaken(
                        reads.Attempt,
                        reads.Phase,
                        [.. reads.Reads.Select(read => new Reading(read.Id, at, JsonData.Parse("{\"ok\":true}")))]),
                    _ => new RunInput.ActionReported(work.Attempt, new ActionReport(outcome, "said")),
                });
            }
        }

        void Send(RunInput input)
        {
            var advance = RunJournal.Advance(state, input, at);
            state = advance.State;
            entries.AddRange(advance.Entries);
        }
    }

    private static Charter Charter(string procedure, string target) => new(
        "c", "Open the shop.", new PersonId("ana"), new ProcedureReference(procedure, "1"),
        [new Target(new TargetId(target), "test", JsonData.EmptyObject)], [], [],
        new Roles([], [new PersonId("ben"), new PersonId("carla")], [], []), [], PrivacyClass.Internal, RunMode.Live);

    private static Procedure Procedure(string id, string target)
    {
        var call = new ToolCall("http", JsonData.EmptyObject, TimeSpan.FromSeconds(5));
        var read = new VerificationRead(
            new ReadId("state"), "state", "sensor", call, new Expectation("$.ok", ExpectationOperator.Exists),
            ReadBinding.Value, Settles: false);
        return new Procedure(id, "1", "Open the shop", [], [
            new Step(
                Open, "Open", StepClass.Keyed, [new TargetId(target)], [], call, [read], [read], TimeSpan.FromMinutes(1),
                [], Reversal: new Reversal("Shut it.", StepClass.Keyed, call, [read], [read])),
        ]);
    }
}
