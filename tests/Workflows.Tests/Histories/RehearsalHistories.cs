using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>A rehearsal through a real worker that could act: it does not, and the live run after it does.</summary>
[Collection(LabWorld.Name)]
public sealed class RehearsalHistories(LabWorld lab, ITestOutputHelper output)
{
    [Fact]
    public async Task Rehearsal_TouchesNothingIsMarkedAndIsNoPrecedent()
    {
        var site = new Lab(lab.World, "rehearsal");
        var live = new RunOpening(site.Charter, site.Procedure(site.Switch("a"), site.Switch("b")), Policy: Policy);
        var drill = live with
        {
            Charter = live.Charter with { Mode = RunMode.Rehearsal },
            Rehearsal = Script(live.Charter, live.Procedure),
        };
        var board = site.Text("board.json");
        var run = await OpenAsync(lab.World, drill);
        Assert.Equal(RunMode.Rehearsal, (await run.StatusAsync()).Mode);
        var found = await run.Handle.DescribeAsync();
        Assert.True(found.TypedSearchAttributes.TryGetValue(RunSearchAttributes.Mode, out var mode));
        Assert.Equal("Rehearsal", mode);
        Assert.Contains(RunContract.ModeMemo, found.Memo.Keys);

        var gate = await run.AskAsync("switch-a");
        await run.AcceptedAsync("ben", new Instruction.Approve(gate, "Looks fine."));
        await run.UntilVerifiedAsync("switch-a");
        await run.AcceptedAsync("dana", new Instruction.Approve(await run.AskAsync("switch-b"), "This one too."));
        var status = await run.UntilAsync(one => one.Steps[1].Status == StepStatus.Unknown, "its outcome is not known");
        Assert.Equal((GivenVerdict.Approved, false), (status.Marks![0].Given, status.Marks[0].IsRight));
        await run.AcceptedAsync(
            "ana", new Instruction.Reconcile(new("switch-b.1"), ReconciledOutcome.Done, "So says the script."));
        await run.UntilVerifiedAsync("switch-b");
        Assert.Equal(board, site.Text("board.json"));
        await KeepAsync(run, "rehearsal", output);

        await LiveAsync(live, site, board);
    }

    // What was rehearsed was never done: the policy asks about the first of its kind, and now the board is switched.
    private async Task LiveAsync(RunOpening opening, Lab site, string board)
    {
        var run = await OpenAsync(lab.World, opening);
        var gate = await run.AskAsync("switch-a");
        var packet = (await run.StatusAsync()).Gates[0].Packet;
        Assert.Equal(0, packet.Score!.Precedents);
        Assert.DoesNotContain("REHEARSAL", packet.Summary, StringComparison.Ordinal);
        await run.AcceptedAsync("ben", new Instruction.Approve(gate, "For the first time."));
        await run.UntilVerifiedAsync("switch-a");
        Assert.NotEqual(board, site.Text("board.json"));
        Assert.Null((await run.StatusAsync()).Mode);
        Assert.False((await run.Handle.DescribeAsync()).TypedSearchAttributes.TryGetValue(RunSearchAttributes.Mode, out _));
        await run.AcceptedAsync("ana", new Instruction.Stop(), reason: "That was all.");
    }

    private static RiskPolicy Policy { get; } = new(
        "lab-risk", "1", ["nowhere"], new Money(100, "EUR"), [],
        [
            new(GateTier.Acknowledge, Lab.People("ben", "dana")), new(GateTier.Review, Lab.People("ben", "dana")),
            new(GateTier.Approve, Lab.People("ben", "dana")),
        ],
        []);

    private static Rehearsal Script(Charter charter, Procedure procedure)
    {
        var smooth = RehearsalDraft.Of(charter, procedure);
        return smooth with
        {
            Steps =
            [
                smooth.Steps[0] with
                {
                    Gates = [new SeededGate(RightVerdict.Deny, "The board is not the one of the charter.")],
                    Action = new RehearsedAction(ActionOutcome.Executed, Delay: TimeSpan.FromMilliseconds(200)),
                },
                smooth.Steps[1] with
                {
                    Action = new RehearsedAction(ActionOutcome.Unknown, "The line went dead."),
                    After =
                    [
                        new RehearsedRead("board-b", Unreadable: "The line is dead."),
                        .. smooth.Steps[1].After,
                    ],
                },
            ],
        };
    }
}
