using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Privacy;

/// <summary>Sensitive reads: what a run decides without having seen what they brought, and who may see it.</summary>
public sealed class AnnexTests
{
    private const string Secret = """{"ok":true,"name":"canary"}""";

    private static readonly PersonId Olga = new("olga");

    private static readonly AnnexId First = new("annex-1");

    private static Charter WithReaders { get; } = Sample.Charter with
    {
        Roles = Sample.Charter.Roles with { Auditors = [Olga], AnnexReaders = [Olga, Ben], AnnexErasers = [Carla] },
    };

    [Fact]
    public void Run_WithSensitiveReads_GoesOn_AndHoldsNothingOfThem()
    {
        var run = Sensitive();

        Read(run.Run(Reindex));
        run.Report(ActionOutcome.Executed);
        Read(run);

        Assert.Equal(StepStatus.Completed, run.Status(Reindex));
        Assert.DoesNotContain("canary", DomainJson.Serialize(run.Ledger), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", DomainJson.Serialize(run.State), StringComparison.Ordinal);
        var lines = AnnexRecords.Of(run.Ledger).ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.StartsWith("annex-", line.Annex.Id.Value, StringComparison.Ordinal));
        Assert.All(run.State.VerifiedState, fact => Assert.NotNull(fact.Annex));
    }

    [Fact]
    public void Sources_OfWhichTheSealedValuesDiffer_ContradictEachOther()
    {
        var run = Sensitive(expectation: new Expectation("$.name", ExpectationOperator.Exists));
        Read(run.Run(Reindex));
        run.Report(ActionOutcome.Executed);

        Read(run, ("b", """{"ok":true,"name":"another"}"""));

        Assert.Single(run.State.Contradictions);
        Assert.DoesNotContain("another", DomainJson.Serialize(run.State), StringComparison.Ordinal);
    }

    [Fact]
    public void Expectation_ThatIsNotMet_BlocksAsInTheOpen()
    {
        var run = Sensitive();

        Read(run.Run(Reindex), ("before", """{"ok":false}"""));

        Assert.Empty(run.State.Work);
        Assert.Equal(BlockKind.Precondition, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Gate_OverSealedEvidence_NamesWhoMaySeeIt_AndNoticesAChange()
    {
        var run = Gated();
        Read(run.Run(Drain));
        var gate = Assert.Single(run.State.Gates);

        Assert.Equal([Olga, Ben], gate.Packet.AnnexReaders);
        Assert.All(gate.Packet.Evidence, one => Assert.NotNull(one.Annex));
        run.Direct(Dora, new Instruction.Approve(gate.Id, "Seen."));
        Read(run, ("before", """{"ok":true,"name":"another"}"""));

        Assert.Empty(run.State.Work.OfType<Work.Dispatch>());
        Assert.NotEqual(gate.Id, Assert.Single(run.State.Gates).Id);
    }

    [Fact]
    public void Approval_WithAConditionAboutASealedValue_IsRefused()
    {
        var run = Gated();
        Read(run.Run(Drain));
        var gate = Assert.Single(run.State.Gates);

        run.Direct(Dora, new Instruction.Approve(
            gate.Id, "If not 5.",
            Provided: [new ApprovalCondition(new ReadId("before"), ExpectationOperator.NotEquals, JsonData.Of(5))]));

        Assert.Equal(RefusalCode.NotSupported, run.RefusalOfLast());
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Annex_IsOpenedByThoseWhomTheCharterNames_WithAReason_OnRecord()
    {
        var run = Sensitive();

        Assert.Equal(RefusalCode.NotInRole, run.Direct(Ana, new Instruction.ReadAnnex(First), "why").RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Olga, new Instruction.EraseAnnex(First), "why").RefusalOfLast());
        Assert.Equal(RefusalCode.ReasonMissing, run.Direct(Ben, new Instruction.ReadAnnex(First)).RefusalOfLast());
        Assert.Equal(RefusalCode.ReasonMissing, run.Direct(Carla, new Instruction.EraseAnnex(First), " ").RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Olga, new Instruction.Pause()).RefusalOfLast());

        run.Direct(Olga, new Instruction.ReadAnnex(First), "An audit.");
        Assert.Contains(new RunFact.AnnexRead(Olga, "An audit.", First), run.Last);
        run.Direct(Carla, new Instruction.EraseAnnex(First), "She asked for it.");
        Assert.Contains(new RunFact.AnnexErasureOrdered(Carla, "She asked for it.", First), run.Last);
        Assert.Null(LedgerChain.Verify(run.Ledger).Damage);
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Equal(
            [(Olga, "opened", "An audit."), (Carla, "erased", "She asked for it.")],
            ComplianceLog.Of(run.Ledger).Where(line => line.Kind == "annex")
                .Select(line => (line.By!.Value, line.Verdict, line.Why!)));
    }

    [Fact]
    public void Annex_OfACharterThatNamesNobody_IsOpenedByNobody()
    {
        var run = RunFixture.Confirmed();

        foreach (var person in new[] { Ana, Ben, Carla, Dora })
        {
            Assert.Equal(RefusalCode.NotInRole, run.Direct(person, new Instruction.ReadAnnex(), "why").RefusalOfLast());
            Assert.Equal(
                RefusalCode.NotInRole, run.Direct(person, new Instruction.EraseAnnex(First), "why").RefusalOfLast());
        }
    }

    [Fact]
    public void Documents_WithSensitiveCalls_NeedReaders_AndSourcesThatCanBeCompared()
    {
        var procedure = Procedure(Reindex, step => Marked(step));

        Assert.Contains(RunLint.Check(Sample.Charter, procedure), one => one.Field == "charter.roles.annexReaders");
        Assert.Empty(RunLint.Check(WithReaders, procedure));
        Assert.Contains(
            RunLint.Check(WithReaders, Procedure(Reindex, step => step with { After = [Marked(step.After[0]), step.After[1]] })),
            one => one.Field.EndsWith("after[0].read.sensitive", StringComparison.Ordinal));
        Assert.Contains(
            RunLint.Check(WithReaders, Procedure(Reindex, step => Marked(step) with
            {
                Agreement = [new AgreementRule("index", AgreementKind.All, Tolerance: 1)],
            })),
            one => one.Code == ProblemCode.NotSupported);
    }

    [Fact]
    public void Judgement_WhereItWasRead_IsTheOneOfTheRulesInTheOpen() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            Gen.Choose(0, 5).Two().ToArbitrary(),
            Gen.Elements(Enum.GetValues<ExpectationOperator>()).ToArbitrary(),
            (numbers, how) =>
            {
                var document = JsonData.Of(new { n = numbers.Item1 });
                var expectation = new Expectation("$.n", how, JsonData.Of(numbers.Item2));
                var brought = SealedReadings.Judge(expectation, document, Entry(document), Keyed);
                Assert.Equal(ExpectationJudge.Judge(expectation, document.Element).Verdict, brought.Verdict);
                Assert.Equal(Keyed(JsonData.Of(numbers.Item1)), brought.Value);
            }));

    private static RunFixture Sensitive(Expectation? expectation = null) => RunFixture.Confirmed(
        Procedure(Reindex, step => Marked(step) with
        {
            Requires = [],
            After = [.. step.After.Select(read => Marked(read) with { Expectation = expectation ?? read.Expectation })],
        }),
        WithReaders);

    private static RunFixture Gated() => RunFixture.Confirmed(
        GateSample.With(Drain, step => Marked(step) with
        {
            Gate = new GatePolicy(GateTier.Approve, [Ben, Dora]),
            Before = [.. step.Before.Select(read => Marked(read) with
            {
                Expectation = new Expectation("$", ExpectationOperator.Exists),
            })],
        }),
        WithReaders);

    private static Procedure Procedure(StepId id, Func<Step, Step> change) => Sample.Procedure with
    {
        Steps = Sample.Procedure.Steps.Select(step => step.Id == id ? change(step) : step).ToValueList(),
    };

    private static Step Marked(Step step) => step with
    {
        Before = [.. step.Before.Select(Marked)], After = [.. step.After.Select(Marked)],
    };

    private static VerificationRead Marked(VerificationRead read) =>
        read with { Call = read.Call with { Sensitive = true } };

    /// <summary>Answers the pending reads as a worker does that puts them into its annex.</summary>
    private static void Read(RunFixture run, params (string Read, string Document)[] others)
    {
        var work = Assert.Single(run.State.Work.OfType<Work.TakeReadings>());
        run.Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, work.Reads.Select(read =>
        {
            Assert.True(read.Call.Sensitive);
            var document = JsonData.Parse(others.FirstOrDefault(one => one.Read == read.Id.Value).Document ?? Secret);
            return new Reading(
                read.Id, run.Now, Sealed: SealedReadings.Judge(read.Expectation, document, Entry(document), Keyed));
        }).ToValueList()));
    }

    private static AnnexEntry Entry(JsonData document) =>
        new(new AnnexId($"annex-{Guid.NewGuid():N}"), Keyed(document), document.Text.Length);

    private static Digest Keyed(JsonData value) => Digest.OfText($"key {value.Text}");
}
