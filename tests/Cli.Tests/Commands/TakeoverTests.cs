using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Runs;

namespace Cli.Tests.Commands;

public sealed class TakeoverTests
{
    [Fact]
    public async Task Takeover_IsOfferedApprovedReadBackAndAccepted_AndTheOldLeadLeadsNoMore()
    {
        using var desk = await Desk.ConfirmedAsync();
        await OkAsync(desk, "ana", "takeover", "offer", Desk.Run, "--to", "carla");
        await OkAsync(desk, "ben", "takeover", "approve", Desk.Run);
        Assert.Equal((int)ExitCode.Blocked, (await desk.TypeAsync("carla", "takeover", "accept", Desk.Run)).Code);
        Assert.Equal(
            (int)ExitCode.Refused,
            (await desk.TypeAsync("carla", "takeover", "read-back", Desk.Run, "step:open", "completed")).Code);
        foreach (var point in desk.Runs.State(Desk.Run).Takeover!.Points)
        {
            await OkAsync(desk, "carla", "takeover", "read-back", Desk.Run, point.Id, point.Answer);
        }

        await OkAsync(desk, "carla", "takeover", "accept", Desk.Run);
        var old = await desk.TypeAsync("ana", "pause", Desk.Run);
        var oldEpoch = await desk.TypeAsync("ana", "pause", Desk.Run, "--epoch", "1");
        await OkAsync(desk, "carla", "pause", Desk.Run);

        Assert.Equal((int)ExitCode.NotAuthorised, old.Code);
        Assert.Equal((int)ExitCode.Stale, oldEpoch.Code);
        Assert.Equal(("carla", 2), (desk.Runs.State(Desk.Run).Lead.Value, desk.Runs.State(Desk.Run).LeadEpoch));
    }

    [Fact]
    public async Task Points_KeepTheAnswersToThemselves()
    {
        using var desk = await Desk.ConfirmedAsync();
        await OkAsync(desk, "ana", "takeover", "offer", Desk.Run, "--to", "carla");
        await OkAsync(desk, "ben", "takeover", "approve", Desk.Run);

        var points = await desk.JsonAsync("carla", "takeover", "points", Desk.Run);

        Assert.All(points.GetProperty("data").EnumerateArray(), point =>
            Assert.Equal(["id", "question", "confirmed"], point.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task Successor_StartedFromThePacketFile_ContinuesTheLedger()
    {
        using var desk = await Desk.ConfirmedAsync();
        await OkAsync(desk, "ana", "stop", Desk.Run, "--reason", "Handed on.");
        await OkAsync(desk, "ana", "takeover", "packet", Desk.Run, "--to", "packet.json");
        var head = desk.Runs.State(Desk.Run).Head;

        await OkAsync(desk, "ana", "run", "start", "--from-packet", "packet.json", "--id", "run-2");

        var first = desk.Runs.Ledger("run-2")[0];
        Assert.IsType<RunFact.RunContinued>(first.Fact);
        Assert.Equal((head.Sequence + 1, head.Digest), (first.Sequence, first.PreviousDigest));
        await OkAsync(desk, "ana", "confirm", "run-2");
    }

    private static async Task OkAsync(Desk desk, string person, params string[] args)
    {
        var run = await desk.TypeAsync(person, args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Error}");
    }
}
