using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Simulations;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Simulations;

/// <summary>What is said beforehand is what a run then does.</summary>
public sealed class ProcedureSimulationTests
{
    public static TheoryData<string, bool, bool> Runs
    {
        get
        {
            var all = new TheoryData<string, bool, bool>();
            foreach (var step in Everywhere.Steps)
            {
                foreach (var (isRated, isAlone) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    all.Add(step.Id.Value, isRated, isAlone);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void GatesOfAStep_AreThoseThatARunOpens(string name, bool isRated, bool isAlone)
    {
        var id = new StepId(name);
        var charter = GateSample.Charter with { HumanInLoop = isAlone ? false : null };
        var procedure = Everywhere with
        {
            Steps = Everywhere.Steps.Select(step => step with { Requires = [] }).ToValueList(),
        };
        var policy = isRated ? Policy : null;

        var step = ProcedureSimulation.Of(charter, procedure, policy, Start).Steps.Single(step => step.Id == id);
        var expected = step.Action.Gates.Where(gate => gate.Waived is null).ToList();
        var isBlocked = expected.Exists(gate => !gate.Missing.IsEmpty);

        var run = RunFixture.Confirmed(procedure, charter, policy);
        run.Around = _ => new Survey(Start, 0, []);
        var opened = Opened(run, id);

        Assert.Equal(isBlocked ? BlockKind.EvidenceIncomplete : null, run.State.Blocks.SingleOrDefault()?.Kind);
        Assert.Equal(isBlocked, step.Stops.Any(stop => stop.StartsWith("It is blocked", StringComparison.Ordinal)));
        Assert.Equal(isBlocked, run.Status(id) != StepStatus.Completed);
        Assert.Equal(
            expected.TakeWhile(gate => gate.Missing.IsEmpty)
                .Select(gate => (gate.Gate.Placement, gate.Gate.Policy.Tier, gate.Gate.Moments[0].Told)),
            opened);
    }

    [Fact]
    public void Boundary_IsFoundByTheArgumentsThatCrossIt()
    {
        Assert.Equal([(true, "")], Touched(step => step));
        Assert.Equal([(false, "limit 2000")], Touched(step => WithAllowed(step, 10, 2000)));
        Assert.Equal([(false, "")], Touched(step => WithAllowed(step, 1000, 2000)));
        Assert.Empty(Touched(step => WithAllowed(step, 10, 20)));
        Assert.Equal([(false, "")], Touched(step => step with
        {
            Arguments = [],
            Action = Call("sql", """{"limit":2000}"""),
        }));
    }

    [Fact]
    public void Boundary_AboutAnotherStep_IsNotTouchedWhateverTheFreeArguments()
    {
        var cap = Sample.Charter.Boundaries[0];
        var charter = Sample.Charter with
        {
            Boundaries =
            [
                cap with
                {
                    CrossedWhen =
                    [
                        new Expectation("$.step", ExpectationOperator.Equals, JsonData.Of("drain")),
                        .. cap.CrossedWhen,
                    ],
                },
            ],
        };

        Assert.All(
            ProcedureSimulation.Of(charter, Sample.Procedure, policy: null, Start).Steps,
            step => Assert.Empty(step.Action.Boundaries));
    }

    [Fact]
    public void Stops_AreInTheOrderInWhichTheyAreMet()
    {
        var limit = Simulated(WithAllowed(Sample.Procedure.FindStep(Limit)!, 10, 2000) with { Requires = [Drain] });

        Assert.Equal(
            [
                "It is refused until drain is completed.",
                "It crosses limit-cap with limit 2000, and then stands still until carla permits it.",
                "Nothing is dispatched unless before is as expected and at most 1m old.",
                "If its answer is lost, after may show that it was done; else ana or ben or dora settles it.",
                "It is not completed unless after is as expected.",
            ],
            limit.Stops);
    }

    [Fact]
    public void Stops_NameSourcesThatMayDisagree_AndThatNothingIsTakenBack()
    {
        var restart = Simulated(Sample.Procedure.FindStep(Restart)!);

        Assert.Contains("Nothing is dispatched while api and database disagree on health.", restart.Stops);
        Assert.Equal("It cannot be taken back.", restart.Stops[^1]);
        Assert.Contains(
            "If its answer is lost, it stands still until ana or ben or dora settles whether it was done.",
            restart.Stops);
    }

    [Fact]
    public void Stops_NameWhatAGateCannotOpenWithout()
    {
        var restart = ProcedureSimulation.Of(GateSample.Charter, Everywhere, Policy, Start).Steps[1];

        Assert.Contains(
            "It is blocked where its pre-action gate would open, for want of: what is done if it fails, as there is "
            + "no way back.",
            restart.Stops);
    }

    [Fact]
    public void Gate_SaysWhichFactorsAskForIt_AndWhatChangesOnceItWasDone()
    {
        var procedure = With(Drain, step => step with { RiskFactors = Harmless });

        var drain = ProcedureSimulation.Of(GateSample.Charter, procedure, Policy, Start).Steps[0].Action;

        Assert.Equal((RiskTier.Approve, RiskTier.Notify), (drain.Risk!.Tier, drain.Risk.TierOnceDone));
        Assert.StartsWith(
            "FirstOfItsKind asks for Approve: This kind of step was never carried out",
            Assert.Single(Assert.Single(drain.Gates).Why),
            StringComparison.Ordinal);
    }

    [Fact]
    public void WayBack_SaysHowLongItIsOpen()
    {
        var drain = Simulated(Sample.Procedure.FindStep(Drain)!);

        Assert.Equal((TimeSpan.FromHours(1), "Undo drain."), (drain.Reversal!.Within, drain.Reversal.Plan));
        Assert.Equal("undo-before", Assert.Single(drain.Reversal.Action.Before).Id);
    }

    [Fact]
    public void Concern_IsWhatNobodyCouldLiftAfterATakeover()
    {
        Assert.Equal(
            [
                "If carla takes over, nobody can lift what stops at limit-cap in a step that ana directed: carla may, "
                + "but neither who directed it nor who leads. Name one more under clearedBy.",
            ],
            Concerns(Sample.Charter, Sample.Procedure));
        Assert.Empty(Concerns(ClearedBy(Carla, Dora), Sample.Procedure));
        Assert.Contains(
            "If ben takes over, this gate of drain stays closed to what ana directed: ben may decide",
            Assert.Single(Concerns(ClearedBy(Carla, Dora), Gated(Drain, Plain with { Approvers = [Ben] }))),
            StringComparison.Ordinal);
        Assert.Empty(Concerns(
            ClearedBy(Carla, Dora), Gated(Drain, Plain with { Approvers = [Ben], Ladder = Ladder })));
    }

    [Fact]
    public void Concern_OfABoundary_IsWhatARunThenCannotLift()
    {
        var run = RunFixture.Confirmed(Sample.Procedure);
        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":2000}""")));
        Assert.Equal([Carla], BlockRules.MayClear(run.State, run.State.Blocks[0]));

        run.Replace(run.State with { Lead = Carla });

        Assert.Empty(BlockRules.MayClear(run.State, run.State.Blocks[0]));
    }

    private static List<(GatePlacement, GateTier, ValueList<PersonId>)> Opened(RunFixture run, StepId id)
    {
        var opened = new List<(GatePlacement, GateTier, ValueList<PersonId>)>();
        run.Direct(run.State.Lead, new Instruction.RunStep(
            id, id == Limit ? JsonData.Parse("""{"limit":1}""") : null));
        while (Waiting(run) is { } gate)
        {
            var deciders = GateAuthority.Deciders(run.State, gate);
            opened.Add((gate.Place, gate.Policy.Tier, deciders));
            run.Direct(deciders[0], new Instruction.Approve(gate.Id, "Seen.", gate.PacketDigest));
            Assert.Null(run.RefusalOfLast());
        }

        return opened;
    }

    // The gate at which it waits for people, once all systems have answered.
    private static Gate? Waiting(RunFixture run)
    {
        while (run.LookAround().State.Work.Any(work => work is Work.Dispatch or Work.TakeReadings))
        {
            _ = run.State.Work.OfType<Work.Dispatch>().Any() ? run.Report(ActionOutcome.Executed) : run.Readings();
        }

        return run.State.Gates.FirstOrDefault(gate => !gate.IsPassed && gate.Place != GatePlacement.Escalation);
    }

    private static SimulatedStep Simulated(Step step) => ProcedureSimulation.Of(
            Sample.Charter, Sample.Procedure with { Steps = [Sample.Procedure.Steps[0], step] }, policy: null, Start)
        .Steps[1];

    private static IEnumerable<(bool IsOpen, string When)> Touched(Func<Step, Step> change) =>
        Simulated(change(Sample.Procedure.FindStep(Limit)!)).Action.Boundaries
            .Select(touched => (touched.IsOpen, string.Join("; ", touched.When)));

    private static Step WithAllowed(Step step, params int[] values) => step with
    {
        Arguments =
        [
            step.Arguments[0] with { Allowed = values.Select(value => JsonData.Of(value)).ToValueList() },
        ],
    };

    private static Charter ClearedBy(params PersonId[] people) => Sample.Charter with
    {
        Boundaries = [Sample.Charter.Boundaries[0] with { ClearedBy = [.. people] }],
    };

    private static ValueList<string> Concerns(Charter charter, Procedure procedure) =>
        ProcedureSimulation.Of(charter, procedure, policy: null, Start).Concerns;
}
