using FsCheck;
using FsCheck.Fluent;
using Temporalio.Worker.Polling;

namespace Sdk.Tests.Worker.Polling;

public sealed class PollBalanceTests
{
    [Fact]
    public void CanPoll_LastSlotOfTwo_IsKeptForTheOtherKind()
    {
        var balance = new PollBalance(2, TwoKinds: true).Begin(PollKind.Normal);
        Assert.False(balance.CanPoll(PollKind.Normal));
        Assert.True(balance.CanPoll(PollKind.Sticky));
    }

    [Fact]
    public void CanPoll_LastSlotWhileATaskHoldsTheOther_IsGiven()
    {
        var balance = new PollBalance(2, TwoKinds: true).Begin(PollKind.Normal).End(PollKind.Normal, gotTask: true);
        Assert.True(balance.CanPoll(PollKind.Normal));
        Assert.True(balance.CanPoll(PollKind.Sticky));

        // And the slot that comes back goes to the other kind.
        var next = balance.Begin(PollKind.Sticky).Release();
        Assert.False(next.CanPoll(PollKind.Sticky));
        Assert.True(next.CanPoll(PollKind.Normal));
    }

    [Fact]
    public void CanPoll_OneKind_TakesEverySlotButNeverSticky()
    {
        var balance = new PollBalance(2, TwoKinds: false).Begin(PollKind.Normal).Begin(PollKind.Normal);
        Assert.False(balance.CanPoll(PollKind.Normal));
        Assert.False(balance.CanPoll(PollKind.Sticky));
    }

    [Fact]
    public void Release_OfNothing_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new PollBalance(1, TwoKinds: false).Release());

    [Fact]
    public void Balance_AnySequence_NeverOverfillsAndNeverStarves() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(b => b is { Length: > 0 }),
        steps =>
        {
            var balance = new PollBalance(2 + (steps[0] % 4), TwoKinds: true);
            foreach (var step in steps)
            {
                balance = Apply(balance, step);
                Assert.True(balance.Free >= 0);

                // With no task to wait for, each kind is polled or may be.
                if (balance.Held == 0)
                {
                    Assert.True(balance.NormalPolls > 0 || balance.CanPoll(PollKind.Normal), balance.ToString());
                    Assert.True(balance.StickyPolls > 0 || balance.CanPoll(PollKind.Sticky), balance.ToString());
                }
            }
        }).QuickCheckThrowOnFailure();

    private static PollBalance Apply(PollBalance balance, byte step)
    {
        var kind = (step & 1) == 0 ? PollKind.Normal : PollKind.Sticky;
        return ((step >> 1) % 4) switch
        {
            0 when balance.CanPoll(kind) => balance.Begin(kind),
            1 when balance.Polls(kind) > 0 => balance.End(kind, gotTask: true),
            2 when balance.Polls(kind) > 0 => balance.End(kind, gotTask: false),
            3 when balance.Held > 0 => balance.Release(),
            _ => balance,
        };
    }
}
