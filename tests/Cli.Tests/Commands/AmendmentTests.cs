using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Lead;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Views;

namespace Cli.Tests.Commands;

/// <summary>Another version in a running run, as people type it.</summary>
public sealed class AmendmentTests
{
    private static readonly string Amended = Sample.Procedure
        .Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal)
        .Replace("title: Open the shop", "title: Open one door", StringComparison.Ordinal);

    [Fact]
    public async Task Amendment_ProposedShownAgreedAndConfirmed_IsInForce()
    {
        using var desk = await Desk.ConfirmedAsync();
        desk.Write("second.yaml", Amended);

        await OkAsync(desk, "ana", "amendment", "propose", Desk.Run, "--procedure", "second.yaml", "--reason", "ice");
        var shown = await OkAsync(desk, "ben", "amendment", "show", Desk.Run);
        var early = await desk.TypeAsync("ana", "confirm", Desk.Run);
        var own = await desk.TypeAsync("ana", "amendment", "approve", Desk.Run);
        var run = await OkAsync(desk, "ben", "run", "show", Desk.Run);
        var screen = Screen(desk);
        await OkAsync(desk, "ben", "amendment", "approve", Desk.Run);
        await OkAsync(desk, "ana", "confirm", Desk.Run);

        Assert.Contains(
            "procedure.steps[open].title: \"Open the shop\" → \"Open one door\"", shown.Out, StringComparison.Ordinal);
        Assert.Contains("needs ben or carla or dana for takeover authority", shown.Out, StringComparison.Ordinal);
        Assert.Contains($"directed amendment approve {Desk.Run}", run.Out, StringComparison.Ordinal);
        Assert.Contains(screen, line => line.StartsWith("ana: ice   needs ben or carla or dana", StringComparison.Ordinal));
        Assert.Contains(Screen(desk), line => line.StartsWith("-- ledger", StringComparison.Ordinal));
        Assert.DoesNotContain(Screen(desk), line => line.StartsWith("-- amendment", StringComparison.Ordinal));
        Assert.Equal((int)ExitCode.Blocked, early.Code);
        Assert.Equal((int)ExitCode.NotAuthorised, own.Code);
        Assert.Equal("2", desk.Runs.State(Desk.Run).Procedure.Version);
        var ledger = await OkAsync(desk, "ben", "ledger", "show", Desk.Run);
        Assert.Contains("in force", ledger.Out, StringComparison.Ordinal);
        Assert.Contains(desk.Runs.Ledger(Desk.Run), entry => entry.Fact is RunFact.AmendmentAdopted { By.Value: "ana" });
        await OkAsync(desk, "ben", "ledger", "export", Desk.Run, "--to", "bundle.zip");
        await OkAsync(desk, "ben", "ledger", "verify", "bundle.zip");
    }

    [Fact]
    public async Task Amendment_ThatIsRejected_LeavesTheOldVersion()
    {
        using var desk = await Desk.ConfirmedAsync();
        desk.Write("second.yaml", Amended);
        desk.Write("order.yaml", Sample.Charter.Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal));

        await OkAsync(
            desk, "ana", "amendment", "propose", Desk.Run, "--charter", "order.yaml", "--procedure", "second.yaml",
            "--reason", "ice");
        await OkAsync(desk, "carla", "amendment", "reject", Desk.Run, "--reason", "no ice here");
        var nothing = await desk.TypeAsync("ben", "amendment", "show", Desk.Run);

        Assert.Equal((int)ExitCode.NotFound, nothing.Code);
        Assert.Equal("1", desk.Runs.State(Desk.Run).Procedure.Version);
        Assert.Contains(desk.Runs.Ledger(Desk.Run), entry => entry.Fact is RunFact.AmendmentDropped);
    }

    [Fact]
    public async Task Amendment_FromABadFile_NamesThePlace_AndSendsNothing()
    {
        using var desk = await Desk.ConfirmedAsync();
        desk.Write("second.yaml", Amended.Replace("class: keyed", "class: guessed", StringComparison.Ordinal));
        var before = desk.Runs.State(Desk.Run).Head;

        var bad = await desk.TypeAsync(
            "ana", "amendment", "propose", Desk.Run, "--procedure", "second.yaml", "--reason", "ice");
        var none = await desk.TypeAsync("ana", "amendment", "propose", Desk.Run, "--reason", "ice");

        Assert.Equal((int)ExitCode.BadInput, bad.Code);
        Assert.Contains("second.yaml:8:", bad.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.BadUsage, none.Code);
        Assert.Equal(before, desk.Runs.State(Desk.Run).Head);
    }

    private static IEnumerable<string> Screen(Desk desk)
    {
        var view = new LeadView(
            RunStatusView.Of(desk.Runs.State(Desk.Run)), DateTimeOffset.UnixEpoch, "ana",
            desk.Runs.Ledger(Desk.Run), [], string.Empty);
        return LeadScreen.Draw(view, 160, 40, unicode: true).Select(line => line.Text);
    }

    private static async Task<CliRun> OkAsync(Desk desk, string person, params string[] args)
    {
        var run = await desk.TypeAsync(person, args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Error}{run.Out}");
        return run;
    }
}
