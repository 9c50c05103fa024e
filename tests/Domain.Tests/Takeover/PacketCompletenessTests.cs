using System.Collections;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Takeover;

/// <summary>R31: each list of the packet is filled by a run that has something to say there.</summary>
public sealed class PacketCompletenessTests
{
    private static readonly Dictionary<string, Func<RunFixture>> Tellers = new()
    {
        [nameof(TakeoverPacket.LeadHistory)] = RunFixture.Confirmed,
        [nameof(TakeoverPacket.Boundaries)] = RunFixture.Confirmed,
        [nameof(TakeoverPacket.Steps)] = RunFixture.Confirmed,
        [nameof(TakeoverPacket.NextDecisions)] = RunFixture.Confirmed,
        [nameof(TakeoverPacket.Pending)] = () => RunFixture.Confirmed().Run(Drain),
        [nameof(TakeoverPacket.InFlight)] = () => RunFixture.Confirmed().Run(Drain).Readings(),
        [nameof(TakeoverPacket.Unknown)] = () => Approved().Report(ActionOutcome.Unknown).Readings(),
        [nameof(TakeoverPacket.PartialChanges)] = () => RunFixture.Confirmed().Run(Drain).Readings()
            .Report(ActionOutcome.Executed).Readings(("after", """{"ok":false}""")),
        [nameof(TakeoverPacket.Holds)] = () => RunFixture.Confirmed().Direct(Ana, new Instruction.Pause()),
        [nameof(TakeoverPacket.OpenGates)] = AtGate,
        [nameof(TakeoverPacket.Reversals)] = () => RunFixture.Confirmed().Complete(Drain),
        [nameof(TakeoverPacket.LapsedReversals)] = () =>
            RunFixture.Confirmed().Complete(Drain).Wait(TimeSpan.FromHours(2)),
        [nameof(TakeoverPacket.VerifiedState)] = () => RunFixture.Confirmed().Complete(Drain),
        [nameof(TakeoverPacket.Contradictions)] = () => RunFixture.Confirmed().Complete(Drain).Run(Reindex).Readings()
            .Report(ActionOutcome.Executed).Readings(("b", """{"ok":false}""")),
        [nameof(TakeoverPacket.Lanes)] = () => new RunFixture(procedure: LanedSample.Procedure),
        [nameof(TakeoverPacket.DecisionPoints)] = () => new RunFixture(procedure: LanedSample.Procedure),
        [nameof(TakeoverPacket.InstructionContradictions)] = () =>
        {
            var run = AtGate();
            var gate = run.State.Gates[0].Id;
            return run.Direct(Ben, new Instruction.Approve(gate)).Direct(Dora, new Instruction.Deny(gate), "no");
        },
    };

    [Fact]
    public void EveryList_IsFilledWhereThereIsSomethingToSay_AndSaidInTheReadablePart()
    {
        var lists = typeof(TakeoverPacket).GetProperties()
            .Where(one => one.PropertyType != typeof(string) && one.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            .ToList();
        Assert.Equal(lists.Select(one => one.Name).Order(StringComparer.Ordinal), Tellers.Keys.Order(StringComparer.Ordinal));
        foreach (var list in lists)
        {
            var run = Tellers[list.Name]();
            var packet = PacketBuilder.Build(run.State, run.Now);
            Assert.True(((IEnumerable)list.GetValue(packet)!).Cast<object>().Any(), list.Name);
            Assert.Null(PacketBuilder.Damage(packet));
        }
    }

    [Fact]
    public void EveryMember_OfAPacketThatHasIt_IsSet()
    {
        var run = SignedRun.Opened(procedure: LanedSample.Procedure).Confirm().Direct(Ana, new Instruction.NarrowScope([], [Limit]), "not ours");
        var packet = PacketBuilder.OfCopy(run.Ledger.ToValueList(), run.Now, out _)!;

        Assert.All(
            typeof(TakeoverPacket).GetProperties().Where(one =>
                one.Name is not (nameof(TakeoverPacket.LapsedReversals) or nameof(TakeoverPacket.Mode))),
            one => Assert.NotNull(one.GetValue(packet)));
        var text = PacketMarkdown.Render(packet);
        foreach (var words in new[] { "from a copy", "Taken out of the scope", "step limit", "Identity", "Directed, not" })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }
    }

    private static RunFixture AtGate() => RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();

    private static RunFixture Approved()
    {
        var run = AtGate();
        return run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings();
    }
}
