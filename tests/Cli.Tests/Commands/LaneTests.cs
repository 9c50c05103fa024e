using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Steps;

namespace Cli.Tests.Commands;

/// <summary>Lanes and decisions as they are seen and directed from the command line.</summary>
public sealed class LaneTests
{
    private static readonly string Procedure = Sample.Procedure
        .Replace(
            "steps:\n",
            """
            lanes:
              - { id: front, title: The front }
              - { id: back, title: The back, specialist: dana }
            decisionPoints:
              - id: hours
                question: How long is it open?
                lanes: [front, back]
                requires: [open, light]
                options: [{ id: short, statement: Until noon. }, { id: long, statement: Until night. }]
            steps:

            """.ReplaceLineEndings("\n"),
            StringComparison.Ordinal)
        .Replace("targets: [shop]\n", "targets: [shop]\n    lane: front\n", StringComparison.Ordinal)
        + "\n" + Step("light", "lane: back") + "\n" + Step("late", "when: { decision: hours, options: [long] }");

    [Fact]
    public async Task RunShow_OfARunWithLanes_ShowsEachLaneAndTheDecision()
    {
        using var desk = await Desk.ConfirmedAsync(Procedure);
        await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2");

        var show = await desk.TypeAsync("ana", "run", "show", Desk.Run);

        Assert.Matches(@"front\W+busy", show.Out);
        Assert.Matches(@"back\W+ready", show.Out);
        Assert.Contains("decision hours: How long is it open?", show.Out, StringComparison.Ordinal);
        Assert.Contains("not yet: open.1 waits at a gate.", show.Out, StringComparison.Ordinal);
        Assert.Contains("directed direct run-1 light --arg doors=VALUE", show.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("directed decide", show.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_WhenTheLanesAreThrough_OpensOneWayAndSkipsTheOther()
    {
        using var desk = await Desk.ConfirmedAsync(Procedure);
        foreach (var step in new[] { "open", "light" })
        {
            Assert.Equal(0, (await desk.TypeAsync("ana", "skip", Desk.Run, step, "--reason", "Done before.")).Code);
        }

        var early = await desk.TypeAsync("ana", "direct", Desk.Run, "late", "--arg", "doors=2");
        var stranger = await desk.TypeAsync("ben", "decide", Desk.Run, "hours", "short", "--reason", "Why not.");
        var unknown = await desk.TypeAsync("ana", "decide", Desk.Run, "hours", "ever", "--reason", "Why not.");
        var decided = await desk.TypeAsync("ana", "decide", Desk.Run, "hours", "short", "--reason", "Nobody comes.");

        Assert.Equal((int)ExitCode.Blocked, early.Code);
        Assert.Equal((int)ExitCode.NotAuthorised, stranger.Code);
        Assert.Equal((int)ExitCode.OutOfScope, unknown.Code);
        Assert.Equal((int)ExitCode.Ok, decided.Code);
        Assert.Equal(StepStatus.Skipped, StepStatuses.Of(desk.Runs.State(Desk.Run), new("late")));
        var ledger = await desk.TypeAsync("ana", "ledger", "show", Desk.Run);
        Assert.Contains("decided: short", ledger.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takeover_OfOneLane_GivesItsStepsToItsSpecialist()
    {
        using var desk = await Desk.ConfirmedAsync(Procedure);
        await desk.TypeAsync("ana", "takeover", "offer", Desk.Run, "--to", "dana", "--lane", "back");
        await desk.TypeAsync("carla", "takeover", "approve", Desk.Run);
        foreach (var point in desk.Runs.State(Desk.Run).Takeover!.Points)
        {
            Assert.Equal(0, (await desk.TypeAsync("dana", "takeover", "read-back", Desk.Run, point.Id, point.Answer)).Code);
        }

        Assert.Equal(0, (await desk.TypeAsync("dana", "takeover", "accept", Desk.Run)).Code);

        Assert.Equal(
            (int)ExitCode.NotAuthorised,
            (await desk.TypeAsync("ana", "direct", Desk.Run, "light", "--arg", "doors=2")).Code);
        Assert.Equal(0, (await desk.TypeAsync("dana", "direct", Desk.Run, "light", "--arg", "doors=2")).Code);
        Assert.Equal(0, (await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2")).Code);
        Assert.Matches(@"back\W+busy\W+dana", (await desk.TypeAsync("ana", "run", "show", Desk.Run)).Out);
    }

    private static string Step(string id, string condition)
    {
        var step = Sample.Procedure[Sample.Procedure.IndexOf("  - id: open", StringComparison.Ordinal)..];
        return step.Replace("id: open\n", $"id: {id}\n    {condition}\n", StringComparison.Ordinal)
            .Replace("&sensor ", string.Empty, StringComparison.Ordinal)
            .Replace(
                "*sensor",
                "{ tool: http, parameters: { method: GET, url: \"{{targets.shop.url}}\" }, timeout: 5s }",
                StringComparison.Ordinal);
    }
}
