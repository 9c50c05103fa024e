using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>Runs in which the world is not as expected, for their histories.</summary>
[Collection(LabWorld.Name)]
public sealed class DoubtHistories(LabWorld lab, ITestOutputHelper output)
{
    [Fact]
    public async Task Doubts_OfEveryKind_AreKept()
    {
        var site = new Lab(lab.World, "doubts");
        var disputed = site.Switch("a");
        var slack = site.Switch("b") with { After = [site.Is("b", true), site.Is("level", 5)] };
        var loose = site.Switch("c") with { Before = [site.Is("level", 0)] };
        var run = await OpenAsync(lab.World, new RunOpening(site.Charter, site.Procedure(
            disputed with { After = [.. disputed.After, site.Is("a", true, "mirror")] },
            slack,
            loose,
            site.ByHand("d", StepClass.Opaque),
            site.ByHand("e", StepClass.Probed) with { Before = [site.Is("level", 0)] })));

        await run.AcceptedAsync("ana", Step("switch-a"));
        var status = await run.UntilAsync(one => one.Contradictions.Count > 0, "board and mirror disagree");
        await run.AcceptedAsync("dana", new Instruction.ClearContradiction(
            status.Contradictions[0].Id, "board", "The mirror does not follow."));
        await run.UntilVerifiedAsync("switch-a");

        await run.AcceptedAsync("ana", Step("switch-b"));
        status = await run.UntilAsync(one => one.Blocks.Count > 0, "the after-state is another");
        await run.AcceptedAsync("ana", new Instruction.Verify(new("switch-b")));
        status = await run.UntilAsync(one => one.Blocks is [{ Id.Value: "b2" }], "it was read again");
        await run.AcceptedAsync(
            "ben", new Instruction.ClearBlock(status.Blocks[0].Id, BlockResolution.Accept, "The level is no matter."));

        site.Put("board.json", """{"c":"jammed","d":false,"e":false,"level":0}""");
        await run.AcceptedAsync("ana", Step("switch-c"));
        await run.UntilAsync(one => one.Steps[2].Status == StepStatus.Failed, "the tool did nothing");
        await PersonActsAsync(run, site);
        await KeepAsync(run, "doubts", output);
    }

    [Fact]
    public async Task Standing_ConditionsAndBoundaries_AreKept()
    {
        var site = new Lab(lab.World, "standing");
        var (charter, procedure) = Guarded(site);
        var approvals = ApprovalChain.Append(
            [], ApprovalKind.Approved, procedure, new PersonId("dana"), "Reviewed.", DateTimeOffset.UtcNow, out _);
        site.Put("seal.json", """{"broken":true}""");
        var run = await OpenAsync(
            lab.World, new RunOpening(charter, procedure, Approvals: approvals), confirm: false);
        await run.ConfirmAsync();
        await run.UntilAsync(one => one.Blocked?.Code == RefusalCode.PrerequisiteNotMet, "the seal is broken");
        site.Put("seal.json", """{"broken":false}""");
        await run.ConfirmAsync();
        await run.UntilAsync(one => one.Status == RunStatus.Active, "the run is confirmed");

        site.Put("freeze", "until Monday");
        await run.AcceptedAsync("ana", Step("switch-a"));
        var status = await run.UntilAsync(one => one.Blocks.Count > 0, "the freeze blocks");
        await run.AcceptedAsync(
            "ben", new Instruction.ClearBlock(status.Blocks[0].Id, BlockResolution.Withdraw, "It is frozen."));
        await run.AcceptedAsync("ana", new Instruction.Pause());
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.UntilAsync(one => one.Blocked?.Code == RefusalCode.NoGoHolds, "the freeze holds");
        site.Remove("freeze");
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.UntilFactAsync<RunFact.NoGoLifted>();
        await CrossAsync(run, site);
        await KeepAsync(run, "standing", output);
    }

    [Fact]
    public async Task Opening_ThatIsRefused_IsKept()
    {
        var site = new Lab(lab.World, "refused");
        var run = await TestRun.StartAsync(
            lab.World.Client, new RunOpening(site.Charter with { Targets = [] }, site.Procedure(site.Switch("a"))),
            lab.World.TaskQueue);
        await Assert.ThrowsAsync<Temporalio.Exceptions.WorkflowFailedException>(
            () => run.Handle.GetResultAsync<RunResult>());
        await RecordedHistory.ReplaysAsync(run, "refused", output);
    }

    // One task by hand is said to be done, one not; of a third the board itself says so.
    private static async Task PersonActsAsync(TestRun run, Lab site)
    {
        await run.AcceptedAsync("ana", Step("switch-d"));
        await run.UntilFactAsync<RunFact.DoubtRemained>();
        await run.AcceptedAsync(
            "dana", new Instruction.Reconcile(new("switch-d.1"), ReconciledOutcome.NotDone, "The key was missing."));
        await run.AcceptedAsync("ana", Step("switch-d"));
        await run.UntilFactAsync<RunFact.DoubtRemained>(2);
        site.Put("board.json", """{"d":true,"e":true,"level":0}""");
        await run.AcceptedAsync(
            "dana", new Instruction.Reconcile(new("switch-d.2"), ReconciledOutcome.Done, "I saw it on."));
        await run.UntilVerifiedAsync("switch-d");
        await run.AcceptedAsync("ana", Step("switch-e"));
        await run.UntilVerifiedAsync("switch-e");
    }

    // What would cross is permitted once; what is seen to be crossed is accepted by who may.
    private static async Task CrossAsync(TestRun run, Lab site)
    {
        await run.AcceptedAsync("ana", Step("switch-b"));
        var status = await run.UntilAsync(one => one.Blocks.Count > 0, "the boundary blocks");
        await run.AcceptedAsync(
            "carla", new Instruction.ClearBlock(status.Blocks[0].Id, BlockResolution.Permit, "This once."));
        await run.RunStepAsync("ana", "switch-b");
        site.Put("seal.json", """{"broken":true}""");
        await run.AcceptedAsync("ana", Step("switch-a"));
        status = await run.UntilAsync(one => one.Blocks.Count > 0, "the seal is seen to be broken");
        await run.AcceptedAsync(
            "carla", new Instruction.ClearBlock(status.Blocks[0].Id, BlockResolution.Accept, "It was old."));
        await run.UntilVerifiedAsync("switch-a");
    }

    private static (Charter Charter, Procedure Procedure) Guarded(Lab site)
    {
        var broken = new Expectation("$.content.broken", ExpectationOperator.Equals, JsonData.Of(true));
        var charter = site.Charter with
        {
            Governance = GovernanceMode.Required,
            Boundaries =
            [
                new Boundary(
                    new("loud"), "Switch b makes a noise.",
                    [new Expectation("$.step", ExpectationOperator.Equals, JsonData.Of("switch-b"))], Lab.People("carla")),
                new Boundary(
                    new("sealed"), "The seal stays whole.", [], Lab.People("carla"),
                    Observed: new ObservedBoundary("seal", site.Read("seal.json"), broken)),
            ],
        };
        return (charter, site.Procedure(site.Switch("a"), site.Switch("b")) with
        {
            Prerequisites =
            [
                new Prerequisite(
                    "whole", "The seal is whole.", "seal", site.Read("seal.json"),
                    broken with { Value = JsonData.Of(false) }, TimeSpan.FromMinutes(1)),
            ],
        });
    }
}
