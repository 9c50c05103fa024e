using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Takeover;

public sealed class PacketTests
{
    /// <summary>Where each part of the state is said in the readable part of the packet.</summary>
    private static readonly Dictionary<string, string[]> Said = new()
    {
        [nameof(RunState.Run)] = [nameof(TakeoverPacket.Run)],
        [nameof(RunState.Chain)] = [nameof(TakeoverPacket.Chain)],
        [nameof(RunState.Charter)] = [nameof(TakeoverPacket.Objective), nameof(TakeoverPacket.Boundaries)],
        [nameof(RunState.Procedure)] = [nameof(TakeoverPacket.Steps)],
        [nameof(RunState.Status)] = [nameof(TakeoverPacket.Holds), nameof(TakeoverPacket.NextDecisions)],
        [nameof(RunState.Lead)] = [nameof(TakeoverPacket.Lead)],
        [nameof(RunState.LeadEpoch)] = [nameof(TakeoverPacket.LeadEpoch)],
        [nameof(RunState.LeadHistory)] = [nameof(TakeoverPacket.LeadHistory)],
        [nameof(RunState.Steps)] = [
            nameof(TakeoverPacket.Steps), nameof(TakeoverPacket.InFlight), nameof(TakeoverPacket.Unknown),
            nameof(TakeoverPacket.PartialChanges), nameof(TakeoverPacket.Reversals),
        ],
        [nameof(RunState.Gates)] = [nameof(TakeoverPacket.OpenGates)],
        [nameof(RunState.Contradictions)] = [nameof(TakeoverPacket.Contradictions)],
        [nameof(RunState.Blocks)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Permits)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Pause)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Takeover)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.VerifiedState)] = [nameof(TakeoverPacket.VerifiedState)],
        [nameof(RunState.LaneLeads)] = [nameof(TakeoverPacket.Lanes)],
        [nameof(RunState.NoGo)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Check)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Decisions)] = [nameof(TakeoverPacket.DecisionPoints)],
        [nameof(RunState.InstructionContradictions)] = [nameof(TakeoverPacket.InstructionContradictions)],
        [nameof(RunState.Narrowing)] = [nameof(TakeoverPacket.Narrowing)],
        [nameof(RunState.Signers)] = [nameof(TakeoverPacket.Identity)],
        [nameof(RunState.Policy)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.PolicyDigest)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Delegations)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Amendment)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Amendments)] = [nameof(TakeoverPacket.Holds)],
        [nameof(RunState.Rehearsal)] = [nameof(TakeoverPacket.Mode)],
        [nameof(RunState.Head)] = [nameof(TakeoverPacket.LedgerHead)],
    };

    /// <summary>Of no use to a reader; carried in the snapshot.</summary>
    private static readonly string[] SnapshotOnly = [
        nameof(RunState.CharterDigest), nameof(RunState.ProcedureDigest), nameof(RunState.OpenedAt),
        nameof(RunState.Directives),
        nameof(RunState.Counters), nameof(RunState.Predecessor), nameof(RunState.Edition), nameof(RunState.Opening),
        nameof(RunState.Trail),
        nameof(RunState.Approvals), nameof(RunState.Marks),
    ];

    [Fact]
    public void Packet_SaysEveryPartOfTheState()
    {
        var parts = typeof(RunState)
            .GetConstructors()
            .Single(one => one.GetParameters().Length > 1)
            .GetParameters()
            .Select(one => one.Name!);
        var packet = typeof(TakeoverPacket).GetProperties().Select(one => one.Name).ToHashSet();

        Assert.Equal(parts.Order(StringComparer.Ordinal), Said.Keys.Concat(SnapshotOnly).Order(StringComparer.Ordinal));
        Assert.All(Said.Values.SelectMany(names => names), name => Assert.Contains(name, packet));
    }

    [Fact]
    public void Markdown_OfAPacket_SaysWhatIsOpen()
    {
        var run = RunFixture.Confirmed()
            .Complete(Drain)
            .Run(Restart)
            .Readings()
            .Direct(Ana, new Instruction.Pause(), "a call\n## Fake");
        var text = PacketMarkdown.Render(PacketBuilder.Build(run.State, run.Now + TimeSpan.FromSeconds(90)));

        foreach (var expected in new[]
        {
            "# Takeover packet: run-1", "Bring the order service back.", "limit-cap", "drain (Do drain): **completed**",
            "restart.1.g1 for restart: ben or dora", "Paused by ana", "drain: Undo drain.", "90 s old",
            "ben or dora: Decide restart.1.g1", "epoch 1: ana",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\n## Fake", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Packet_NamesReversalsThatLapsed_AndIsWholeWithoutThemWhereItIsOlder()
    {
        var run = RunFixture.Confirmed().Complete(Drain);
        var packet = PacketBuilder.Build(run.State, run.Now + TimeSpan.FromHours(2));

        Assert.Equal(Drain, Assert.Single(packet.LapsedReversals!).Step);
        Assert.Empty(packet.Reversals);
        Assert.Contains("## Reversals that lapsed", PacketMarkdown.Render(packet), StringComparison.Ordinal);
        Assert.Null(PacketBuilder.Damage(packet));
        Assert.Null(PacketBuilder.Damage(Sealed(packet with { LapsedReversals = null })));
        Assert.NotNull(PacketBuilder.Damage(Sealed(packet with { LapsedReversals = [] })));
        Assert.Null(PacketBuilder.Build(run.State, run.Now).LapsedReversals);
        Assert.NotNull(DirectedExecution.Domain.Views.RunStatusView.Of(run.State, run.Now + TimeSpan.FromHours(2))
            .Steps.Single(step => step.Id == Drain).ReversalLapsedAt);
    }

    [Fact]
    public void Packet_ThatWasChanged_OpensNothing()
    {
        var packet = PacketBuilder.Build(RunFixture.Confirmed().Complete(Drain).State, Start);
        var state = packet.Snapshot.State;
        TakeoverPacket[] damaged = [
            packet with { Objective = "Something else." },
            packet with { Snapshot = packet.Snapshot with { State = state with { Lead = Ben } } },
            Sealed(packet with { Lead = Ben }),
            Sealed(packet with { Unknown = packet.InFlight, Holds = ["nothing"] }),
            packet with { Version = 2 },
            Sealed(packet with { Snapshot = packet.Snapshot with { Version = 2 } }),
        ];

        foreach (var one in damaged)
        {
            var run = new RunFixture(new RunId("run-2"), one);
            var refused = Assert.IsType<RunFact.OpeningRefused>(Assert.Single(run.Last));
            Assert.Equal(RefusalCode.PacketDamaged, refused.Refusal.Code);
            Assert.Equal(RunStatus.NotOpened, run.State.Status);
        }
    }

    [Fact]
    public void Successor_GoesOnWhereThePacketEnds()
    {
        var first = RunFixture.Confirmed().Complete(Drain).Run(Limit);
        first.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":10}"""))).Readings();
        var key = first.Attempt(Limit).IdempotencyKey;
        var packet = PacketBuilder.Build(first.State, first.Now);

        var second = new RunFixture(new RunId("run-2"), packet);

        Assert.Equal(StepStatus.Completed, second.Status(Drain));
        Assert.Equal(RefusalCode.CharterNotConfirmed, second.Run(Reindex).RefusalOfLast());
        Assert.DoesNotContain(second.State.Work, work => work is Work.Dispatch);
        Assert.Equal(key, second.Attempt(Limit).IdempotencyKey);
        second.Confirm().Readings();
        Assert.Equal(StepStatus.Completed, second.Status(Limit));
        second.Complete(Reindex);
        Assert.Empty(Continuity.Check(packet, second.Ledger.ToValueList()));
        Assert.True(LedgerChain.Verify(first.Ledger.Concat(second.Ledger)).IsIntact);
        Assert.Equal(first.State.Run, second.State.Chain);
    }

    [Fact]
    public void Continuity_OfAForkOrARepetition_IsRefuted()
    {
        var first = RunFixture.Confirmed().Complete(Drain);
        var packet = PacketBuilder.Build(first.State, first.Now);
        first.Complete(Reindex);
        var later = PacketBuilder.Build(first.State, first.Now);
        var second = new RunFixture(new RunId("run-2"), packet);
        second.Confirm();

        Assert.NotEmpty(Continuity.Check(later, second.Ledger.ToValueList()));
        Assert.NotEmpty(Continuity.Check(packet, first.Ledger.ToValueList()));
        Assert.NotEmpty(Continuity.Check(packet, second.Ledger.Skip(1).ToValueList()));
        Assert.False(LedgerChain.Verify(first.Ledger.Concat(second.Ledger)).IsIntact);
        Assert.Empty(Continuity.Check(packet, second.Ledger.ToValueList()));
    }

    [Fact]
    public void Opening_TwiceOrOverItself_IsRefused()
    {
        var run = RunFixture.Confirmed();
        run.Send(new RunInput.OpenRun(new RunId("run-1"), Sample.Charter, Sample.Procedure));
        Assert.Equal(RefusalCode.RunAlreadyOpen, Assert.IsType<RunFact.OpeningRefused>(Assert.Single(run.Last))
            .Refusal.Code);

        var packet = PacketBuilder.Build(run.State, run.Now);
        var same = new RunFixture(new RunId("run-1"), packet);
        Assert.Equal(RefusalCode.WrongRun, Assert.IsType<RunFact.OpeningRefused>(Assert.Single(same.Last))
            .Refusal.Code);
    }

    private static TakeoverPacket Sealed(TakeoverPacket packet)
    {
        var unsealed = packet with { Digest = Digest.OfText(string.Empty) };
        return unsealed with { Digest = Digest.Of(unsealed) };
    }
}
