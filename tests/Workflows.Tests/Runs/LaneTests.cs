using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>The incident with two lanes after the restart, and a decision where they converge.</summary>
public sealed class LaneTests(ITestOutputHelper output)
{
    private static readonly LaneId Data = new("data");

    private static readonly LaneId Queue = new("queue");

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Lanes_OfARun_GoOnBesideEachOtherAndConvergeAtADecision(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync(opening => opening with { Procedure = Laned(opening.Procedure) });
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");
        await run.RunStepAsync("ana", "disable-bad-release");
        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("restart-service")));
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "It is stuck."));
        await run.UntilVerifiedAsync("restart-service");

        // One lane waits at its gate; the other goes through, and the worker is restarted under both.
        await run.AcceptedAsync("ana", new Instruction.RunStep(
            new StepId("drain-dead-letters"), JsonData.Parse("""{"limit": 100}""")));
        var gate = await run.UntilGateAsync();
        await world.StopWorkerAsync();
        await world.StartWorkerAsync();
        await run.RunStepAsync("ana", "release-quarantine");
        var between = await run.StatusAsync();
        Assert.Equal([LaneStatus.Finished, LaneStatus.Busy], between.Lanes!.Select(lane => lane.Status));
        Assert.Equal(
            RefusalCode.StepInProgress,
            (await run.DirectAsync("ana", Decide("open"), reason: "All is well.")).Refusal?.Code);

        await run.AcceptedAsync("dana", new Instruction.Approve(gate, "A hundred is fine."));
        await run.UntilVerifiedAsync("drain-dead-letters");
        await run.RefusedAsync(RefusalCode.DecisionPending, "ana", new Instruction.RunStep(new StepId("open-intake")));
        await run.AcceptedAsync("ana", Decide("open"), reason: "All is well.");
        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("open-intake")));

        var status = await run.UntilAsync(one => one.Contradictions.Count > 0, "the step is under way");
        Assert.Equal("open", Assert.Single(status.Decisions!).Decided?.Option);
        Assert.Equal(StepStatus.Skipped, status.Steps.Single(step => step.Id.Value == "reindex-search").Status);
        await RecordedHistory.ReplaysAsync(run, $"lanes-{kind}", output);
        var ledger = await run.LedgerAsync();
        Assert.Null(LedgerChain.Verify(ledger).Damage);
        Assert.Empty(LedgerAudit.Check(ledger));
        Assert.Equal(1, (await world.Site.EffectsAsync())["drain"]);
    }

    private static Instruction.Decide Decide(string option) => new(new DecisionPointId("reopen"), option);

    private static Procedure Laned(Procedure procedure) => procedure with
    {
        Lanes = [new Lane(Data, "Data"), new Lane(Queue, "Dead letters", new PersonId("dana"))],
        DecisionPoints =
        [
            new DecisionPoint(
                new DecisionPointId("reopen"), "Is the intake opened, or is the search mended first?", [Data, Queue],
                [new StepId("release-quarantine"), new StepId("drain-dead-letters")],
                [new DecisionOption("open", "Open it."), new DecisionOption("mend", "Mend the search first.")], []),
        ],
        Steps = procedure.Steps.Select(step => step.Id.Value switch
        {
            "release-quarantine" => step with { Lane = Data },
            "drain-dead-letters" => step with { Lane = Queue },
            "open-intake" => step with { When = new StepCondition(new DecisionPointId("reopen"), []) },
            "reindex-search" => step with { When = new StepCondition(new DecisionPointId("reopen"), ["mend"]) },
            _ => step,
        }).ToValueList(),
    };
}
