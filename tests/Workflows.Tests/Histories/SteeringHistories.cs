using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;
using static Workflows.Tests.Histories.LabRun;

namespace Workflows.Tests.Histories;

/// <summary>Runs that are steered in every way, for their histories.</summary>
[Collection(LabWorld.Name)]
public sealed class SteeringHistories(LabWorld lab, ITestOutputHelper output)
{
    private static readonly GatePolicy ByBen = new(GateTier.Review, Lab.People("ben", "dana"), TimeSpan.FromHours(1));

    private static readonly LaneId Left = new("left");

    private static readonly LaneId Right = new("right");

    [Fact]
    public async Task Steering_ByEveryVerbOfTheLead_IsKept()
    {
        var site = new Lab(lab.World, "steering");
        var run = await OpenAsync(lab.World, new RunOpening(
            site.Charter,
            site.Procedure(site.Switch("a", ByBen), site.Switch("b"), site.Switch("c"), site.Switch("d"))));
        await run.AskAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.WithdrawAttempt(new("switch-a.1")), reason: "Not yet.");
        await run.AskAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.Redirect(new("switch-a.2"), new("switch-b")), reason: "First b.");
        await run.UntilVerifiedAsync("switch-b");

        var gate = await run.AskAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.Pause(), reason: "A moment.");
        await run.AcceptedAsync("ben", new Instruction.Approve(gate));
        await run.AcceptedAsync("ben", new Instruction.RevokeApproval(gate), reason: "I misread it.");
        await run.AcceptedAsync("ana", new Instruction.Resume());

        await run.AcceptedAsync("ben", new Instruction.Approve(await run.AskAsync("switch-a")));
        await run.UntilVerifiedAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.Reverse(new("switch-a")));
        await run.AcceptedAsync("dana", new Instruction.Approve(await run.UntilAskedAsync()));
        await run.UntilAsync(status => status.Steps[0].Status == StepStatus.Reversed, "it is reversed");
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.AskAsync("switch-a", repeat: true)));
        await run.UntilVerifiedAsync("switch-a");

        await run.AcceptedAsync("ana", new Instruction.Skip(new("switch-c")), reason: "Not needed.");
        await run.AcceptedAsync("ana", new Instruction.NarrowScope([], [new("switch-d")]), reason: "Not ours.");
        await run.AcceptedAsync("ana", new Instruction.Complete());
        await KeepAsync(run, "steering", output);
    }

    [Fact]
    public async Task Heads_AndContradictoryInstructions_AreKept()
    {
        var site = new Lab(lab.World, "heads");
        var run = await OpenAsync(
            lab.World, new RunOpening(site.Charter, site.Procedure(site.Switch("a", ByBen), site.Switch("b"))));
        var old = (await run.StatusAsync()).LedgerHead;
        await run.AcceptedAsync("ana", new Instruction.Pause());
        await run.AcceptedAsync("ana", new Instruction.Resume());
        var stale = await run.DirectAsync("ana", Step("switch-b"), decidedOn: old);
        Assert.Equal(RefusalCode.StaleHead, stale.Refusal?.Code);
        var head = (await run.StatusAsync()).LedgerHead;
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, ["do it"]);
        await run.Handle.SignalAsync("approve", ["everything"]);
        await run.Handle.CancelAsync();
        await run.UntilFactAsync<RunFact.DirectiveMalformed>(3);
        var behind = await run.DirectAsync("ana", Step("switch-b"), decidedOn: head);
        Assert.True(behind is { IsAccepted: true, Behind: > 0 }, behind.ToString());
        await run.UntilVerifiedAsync("switch-b");

        var gate = await run.AskAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.Pause());
        var seen = (await run.StatusAsync()).LedgerHead;
        Assert.True((await run.DirectAsync("ben", new Instruction.Approve(gate), decidedOn: seen)).IsAccepted);
        var no = await run.DirectAsync("dana", new Instruction.Deny(gate), reason: "No.", decidedOn: seen);
        Assert.Equal(RefusalCode.InstructionsContradict, no.Refusal?.Code);
        await run.AcceptedAsync("carla", new Instruction.ClearContradiction(new("c1"), "ben", "Dana read an older page."));
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.UntilVerifiedAsync("switch-a");
        await SendTwiceAsync(run);
        await KeepAsync(run, "heads", output);
    }

    [Fact]
    public async Task Lanes_WithTakeoversAndADecision_AreKept()
    {
        var site = new Lab(lab.World, "lanes");
        var run = await OpenAsync(lab.World, new RunOpening(site.Charter, Laned(site)));
        await run.AcceptedAsync("ana", new Instruction.OfferTakeover(new("dana"), Left));
        await run.TakeOverAsync("dana", "ben");
        await run.AcceptedAsync("dana", Step("switch-a"), laneEpoch: 1);
        await run.RefusedAsync(RefusalCode.NotLead, "ana", Step("switch-a"));
        await run.RunStepAsync("ana", "switch-b");
        await run.UntilVerifiedAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.RequestTakeover(Left));
        await run.TakeOverAsync("ana", "ben");
        await run.AcceptedAsync("carla", new Instruction.RequestTakeover());
        var takeover = (await run.StatusAsync()).Takeover!.Id;
        await run.AcceptedAsync("ben", new Instruction.ApproveTakeover(takeover));
        await run.AcceptedAsync("ana", new Instruction.Pause());
        await run.UntilFactAsync<RunFact.PacketRenewed>();
        await run.AcceptedAsync("ana", new Instruction.CancelTakeover(takeover), reason: "I stay.");
        await run.AcceptedAsync("ana", new Instruction.Resume());
        await run.AcceptedAsync("ana", new Instruction.Decide(new("on"), "go"), reason: "Both are on.");
        await run.RunStepAsync("ana", "switch-c");
        await run.AcceptedAsync("ana", new Instruction.Complete());
        await KeepAsync(run, "lanes", output);
    }

    [Fact]
    public async Task Lead_AndCopiedLedger_AreKept()
    {
        var site = new Lab(lab.World, "copy");
        var opening = new RunOpening(site.Charter, site.Procedure(site.Switch("a", ByBen), site.Switch("b")));
        var run = await OpenAsync(lab.World, opening);
        await run.RunStepAsync("ana", "switch-b");
        await run.AskAsync("switch-a");
        await run.AcceptedAsync("ana", new Instruction.OfferTakeover(new("carla")));
        await run.TakeOverAsync("carla", "ben");

        // From here on its cluster is given up; nobody speaks to it any more, and it has nothing more to say.
        await run.UntilFactAsync<RunFact.RunCheckRecorded>();
        var ledger = (await run.LedgerAsync()).ToValueList();
        var packet = PacketBuilder.OfCopy(ledger, DateTimeOffset.UtcNow, out _)!;
        var next = await OpenAsync(lab.World, opening with { Packet = packet }, confirm: false);
        await next.ConfirmAsync("carla", epoch: 2);
        await next.AcceptedAsync("carla", new Instruction.Resume(), epoch: 2);
        await next.AcceptedAsync(
            "carla", new Instruction.Reconcile(new("switch-a.1"), ReconciledOutcome.NotDone, "The board shows it."), 2);
        await next.AcceptedAsync("carla", new Instruction.Skip(new("switch-a")), epoch: 2, reason: "Enough.");
        await next.AcceptedAsync("carla", new Instruction.Complete(), epoch: 2);
        await KeepAsync(next, "copy", output, epoch: 2);
    }

    // The same id with other content: it does nothing, and stands as a conflict.
    private static async Task SendTwiceAsync(TestRun run)
    {
        var first = new Directive(
            new DirectiveId("once"), new PersonId("ana"), 1, DateTimeOffset.UtcNow, new Instruction.Pause());
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [first]);
        await run.Handle.SignalAsync(RunContract.DirectiveSignal, [first with { Instruction = new Instruction.Resume() }]);
        await run.UntilFactAsync<RunFact.DirectiveConflicted>();
    }

    private static Procedure Laned(Lab site) => site.Procedure(
        site.Switch("a") with { Lane = Left },
        site.Switch("b") with { Lane = Right },
        site.Switch("c") with { When = new StepCondition(new("on"), ["go"]) },
        site.Switch("d") with { When = new StepCondition(new("on"), ["leave"]) }) with
    {
        Lanes = [new Lane(Left, "Left", new PersonId("dana")), new Lane(Right, "Right")],
        DecisionPoints =
        [
            new DecisionPoint(
                new("on"), "Is the rest switched on?", [Left, Right], [new("switch-a"), new("switch-b")],
                [new DecisionOption("go", "Yes."), new DecisionOption("leave", "No.")], []),
        ],
    };
}
