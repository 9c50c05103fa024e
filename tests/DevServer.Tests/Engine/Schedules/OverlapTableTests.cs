using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;

namespace DevServer.Tests.Engine.Schedules;

public sealed class OverlapTableTests
{
    [Theory]
    [InlineData(ScheduleOverlapPolicy.Skip, false, "1", "", 2, "")]
    [InlineData(ScheduleOverlapPolicy.Skip, true, "", "", 3, "")]
    [InlineData(ScheduleOverlapPolicy.BufferOne, false, "1", "2", 1, "")]
    [InlineData(ScheduleOverlapPolicy.BufferOne, true, "", "1", 2, "")]
    [InlineData(ScheduleOverlapPolicy.BufferAll, false, "1", "2 3", 0, "")]
    [InlineData(ScheduleOverlapPolicy.BufferAll, true, "", "1 2 3", 0, "")]
    [InlineData(ScheduleOverlapPolicy.CancelOther, false, "3", "", 0, "")]
    [InlineData(ScheduleOverlapPolicy.CancelOther, true, "", "1 2 3", 0, "cancel")]
    [InlineData(ScheduleOverlapPolicy.TerminateOther, false, "3", "", 0, "")]
    [InlineData(ScheduleOverlapPolicy.TerminateOther, true, "", "1 2 3", 0, "terminate")]
    public void ThreeStarts_OfOnePolicy_AreDealtWith(
        ScheduleOverlapPolicy policy, bool isRunning, string chosen, string waiting, int skipped, string ends)
    {
        var decision = OverlapTable.Decide(Owed(policy, policy, policy), isRunning, given => given);
        Assert.Equal(
            (chosen, waiting, skipped, ends),
            (Names(decision.Chosen), Names([.. decision.Waiting]), decision.Skipped,
                decision.Cancels ? "cancel" : decision.Terminates ? "terminate" : string.Empty));
        Assert.Empty(decision.Beside);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AllowAll_WhateverRuns_BeginsAll(bool isRunning)
    {
        var all = ScheduleOverlapPolicy.AllowAll;
        var decision = OverlapTable.Decide(Owed(all, ScheduleOverlapPolicy.Unspecified, all), isRunning, _ => all);
        Assert.Equal("1 2 3", Names([.. decision.Beside]));
        Assert.Null(decision.Chosen);
    }

    [Fact]
    public void AllowAll_BesideOneThatTerminates_IsNotBegun()
    {
        var decision = OverlapTable.Decide(
            Owed(ScheduleOverlapPolicy.AllowAll, ScheduleOverlapPolicy.TerminateOther), true, given => given);
        Assert.Empty(decision.Beside);
        Assert.Equal("2", Names([.. decision.Waiting]));
    }

    [Fact]
    public void Table_EveryPolicyAndSituation_HasAnAct() => Assert.Equal(
        from policy in System.Enum.GetValues<ScheduleOverlapPolicy>()
        where policy != ScheduleOverlapPolicy.Unspecified
        from situation in System.Enum.GetValues<OverlapSituation>()
        select (policy, situation),
        OverlapTable.Acts.Keys.Order());

    private static List<BufferedStart> Owed(params ScheduleOverlapPolicy[] policies) =>
    [
        .. policies.Select((policy, index) => new BufferedStart
        {
            OverlapPolicy = policy,
            NominalTime = new Timestamp { Seconds = index + 1 },
        }),
    ];

    private static string Names(params BufferedStart?[] starts) =>
        string.Join(' ', starts.OfType<BufferedStart>().Select(start => start.NominalTime.Seconds));
}
