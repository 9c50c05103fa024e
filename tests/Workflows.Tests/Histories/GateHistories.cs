using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>Runs that walk through the gates, for their histories.</summary>
[Collection(LabWorld.Name)]
public sealed class GateHistories(LabWorld lab, ITestOutputHelper output)
{
    [Fact]
    public async Task Gates_OfEveryPlacementAndVerdict_AreKept()
    {
        var site = new Lab(lab.World, "gates");
        var gate = new GatePolicy(GateTier.Approve, Lab.People("ben", "dana"), TimeSpan.FromHours(1));
        var level = site.Level(gate) with
        {
            Checkpoint = gate with { Tier = GateTier.Review },
            GateAfter = gate with { Tier = GateTier.Acknowledge },
        };
        var run = await OpenAsync(lab.World, new RunOpening(site.Charter, site.Procedure(level)));
        var first = await run.AskAsync("level", """{"level":3}""");
        await run.AcceptedAsync("ben", new Instruction.Claim(first));
        await run.RefusedAsync(RefusalCode.GateClaimed, "dana", new Instruction.Approve(first, "Mine."));
        await run.AcceptedAsync("ben", new Instruction.Release(first));
        await run.AcceptedAsync("ben", new Instruction.Approve(first, "The state so far is fine.", Confidence: 80));
        var second = await run.UntilAskedAsync(first);

        await run.AcceptedAsync("ben", new Instruction.AskInformation(second, "Is it low?", Read: "board-level"));
        var third = await run.UntilAskedAsync(second);
        await run.AcceptedAsync("ben", new Instruction.AskInformation(third, "Why three?", From: new PersonId("dana")));
        await run.AcceptedAsync("dana", new Instruction.AnswerInformation(third, 2, "Two would do."));
        var fourth = await run.UntilAskedAsync(third);
        await run.AcceptedAsync(
            "dana", new Instruction.Delay(fourth, For: TimeSpan.FromMilliseconds(300)), reason: "A moment.");
        var fifth = await run.UntilAskedAsync(fourth);
        await run.AcceptedAsync(
            "ben", new Instruction.EditAction(fifth, JsonData.Parse("""{"level":2}""")), reason: "Two will do.");
        var sixth = await run.UntilAskedAsync(fifth);
        await ApproveAsync(run, "dana", sixth, "Agreed to what was changed.");
        await ApproveAsync(run, "dana", await run.UntilAskedAsync(sixth), "And to the action.");
        await run.UntilFactAsync<RunFact.ActionReported>();
        await ApproveAsync(run, "dana", await run.UntilAskedAsync(), "It stands.");
        await run.UntilVerifiedAsync("level");

        var denied = await run.AskAsync("level", """{"level":1}""", repeat: true);
        await run.AcceptedAsync("ben", new Instruction.Deny(denied), reason: "Enough.");
        await KeepAsync(run, "gates", output);
    }

    [Fact]
    public async Task Quorum_OfGroups_WithDelegationAndRevocation_IsKept()
    {
        var site = new Lab(lab.World, "quorum");
        var both = new GatePolicy(
            GateTier.Approve, [], TimeSpan.FromHours(1), Quorum: new Quorum(2, ["ops", "security"]));
        var run = await OpenAsync(
            lab.World, new RunOpening(site.Charter, site.Procedure(site.Switch("a", both), site.Switch("b", both))));
        var gate = await run.AskAsync("switch-a");
        await run.AcceptedAsync("eve", new Instruction.Delegate(new("carla"), DateTimeOffset.UtcNow.AddDays(2), gate));
        await run.AcceptedAsync("carla", new Instruction.Approve(gate, "For eve."));
        await run.AcceptedAsync("dana", new Instruction.Approve(gate, "For security."));
        await run.UntilVerifiedAsync("switch-a");
        await run.AcceptedAsync("eve", new Instruction.EndDelegation("del1"));

        gate = await run.AskAsync("switch-b");
        await run.AcceptedAsync("eve", new Instruction.Approve(gate, "For ops."));
        await run.RefusedAsync(RefusalCode.AlreadyDecided, "eve", new Instruction.Approve(gate, "Again."));
        await run.AcceptedAsync("eve", new Instruction.RevokeApproval(gate), reason: "I was wrong.");
        await KeepAsync(run, "quorum", output);
    }

    [Fact]
    public async Task Ladders_ToEachOfTheirEnds_AreKept()
    {
        var site = new Lab(lab.World, "ladder");
        var people = Lab.People("ben");
        var called = new GateLadder(
            TimeSpan.FromSeconds(100), 1, 2, 1_000, LadderEnd.FailClosed, Lab.People("carla"), [], GateMode.Hybrid);
        var soon = called with { Within = TimeSpan.FromMilliseconds(600), RemindPercent = 50, EscalatePercent = 100, EndPercent = 150 };
        var look = site.Switch("e", new GatePolicy(GateTier.Review, people)) with
        {
            Action = site.Read("board.json"),
            After = [site.Is("e", false)],
            RiskFactors = new RiskFactors(ReadOnly: true),
        };
        var run = await OpenAsync(lab.World, new RunOpening(
            site.Charter with { HumanInLoop = false },
            site.Procedure(
                site.Switch("a", new GatePolicy(GateTier.Review, people, Ladder: called)),
                site.Switch("b", new GatePolicy(GateTier.Acknowledge, people, Ladder: soon with { End = LadderEnd.Approve })),
                site.Switch("c", new GatePolicy(GateTier.Review, people, Ladder: soon with { End = LadderEnd.Deny })),
                site.Switch("d", new GatePolicy(GateTier.Review, people, TimeSpan.FromMilliseconds(200))),
                look)));

        var gate = await run.AskAsync("switch-a");
        await run.UntilFactAsync<RunFact.GateEscalated>();
        await run.AcceptedAsync("carla", new Instruction.Approve(gate, "I was called."));
        await run.UntilVerifiedAsync("switch-a");
        await run.RunStepAsync("ana", "switch-b");
        await run.AcceptedAsync("ana", Step("switch-c"));
        await run.UntilFactAsync<RunFact.GateExpired>();
        await run.AcceptedAsync("ana", Step("switch-d"));
        await run.UntilFactAsync<RunFact.GateExpired>(2);
        await run.RunStepAsync("ana", "switch-e");
        await KeepAsync(run, "ladders", output);
    }

    [Fact]
    public async Task Policy_AndEscalation_AreKept()
    {
        var site = new Lab(lab.World, "policy");
        var people = Lab.People("ben", "dana");
        var policy = new DirectedExecution.Domain.Risk.RiskPolicy(
            "lab-risk", "1", ["lab"], new Money(100, "EUR"), [],
            [new(GateTier.Acknowledge, people), new(GateTier.Review, people), new(GateTier.Approve, people)], []);
        var run = await OpenAsync(lab.World, new RunOpening(
            site.Charter,
            site.Procedure(site.Switch("a"), site.ByHand("b", StepClass.Opaque)) with
            {
                Escalation = new GatePolicy(GateTier.Review, people, Options: ["ask the supplier"]),
            },
            Policy: policy));
        var gate = await run.AskAsync("switch-a");
        await run.AcceptedAsync(
            "dana", new Instruction.AdoptPolicy(policy with { Version = "2" }), reason: "The newer one.");
        await ApproveAsync(run, "ben", await run.UntilAskedAsync(gate), "The first of its kind.");
        await run.UntilVerifiedAsync("switch-a");

        await ApproveAsync(run, "ben", await run.AskAsync("switch-b"), "By hand then.");
        await run.UntilFactAsync<RunFact.DoubtRemained>();
        var stuck = await run.UntilAskedAsync();
        await run.AcceptedAsync("ben", new Instruction.DecideEscalation(stuck, "not-done", "The board shows it off."));
        await run.UntilAsync(status => status.Steps[1].Status == StepStatus.Failed, "it is settled");
        await KeepAsync(run, "policy", output);
    }

    private static Task ApproveAsync(TestRun run, string person, GateId gate, string comment) =>
        run.AcceptedAsync(person, new Instruction.Approve(gate, comment));
}
