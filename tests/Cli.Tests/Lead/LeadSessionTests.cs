using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Runs;

namespace Cli.Tests.Lead;

public sealed class LeadSessionTests
{
    [Fact]
    public async Task Screen_OfARunAtItsGate_ShowsWhatItWaitsForAndWho()
    {
        using var desk = await Desk.AtGateAsync();
        var terminal = new FakeTerminal("quit");

        Assert.Equal(0, (await LeadAsync(desk, terminal)).Code);

        var frame = terminal.Frames[0];
        Assert.Contains("waits for  ben or dana: open.1 waits at a gate.", frame, StringComparison.Ordinal);
        Assert.Contains("blocked    ", frame, StringComparison.Ordinal);
        Assert.Contains("> open ", frame, StringComparison.Ordinal);
        Assert.Contains("open.1.g1   approve, open   ben or dana decides", frame, StringComparison.Ordinal);
        Assert.EndsWith($"{Desk.Run} as ana> ", frame, StringComparison.Ordinal);
        Assert.False(terminal.IsInFront);
    }

    [Fact]
    public async Task Line_ThatIsAVerb_IsGivenToItsCommandForThisRunAndPerson()
    {
        using var desk = await Desk.ConfirmedAsync();
        var terminal = new FakeTerminal("direct open --arg doors=2 --yes --reason \"Now, please.\"", "quit");

        var run = await LeadAsync(desk, terminal);

        var accepted = desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>().Last();
        Assert.Equal("ana", accepted.Directive.Issuer.Value);
        Assert.Equal("Now, please.", accepted.Directive.Reason);
        Assert.Contains("accepted (directive", terminal.Frames[^1], StringComparison.Ordinal);
        Assert.Contains("awaiting gate", terminal.Frames[^1], StringComparison.Ordinal);
        Assert.Contains("> direct open", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("allowed now", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_OfACommand_IsAskedBehindTheScreenAndNoMeansNothing()
    {
        using var desk = await Desk.ConfirmedAsync();
        var terminal = new FakeTerminal("direct open --arg doors=2", "quit");

        var run = await LeadAsync(desk, terminal, answers: "\n");

        Assert.Contains("[y/N]", run.Error, StringComparison.Ordinal);
        Assert.Contains("not confirmed; nothing was sent", terminal.Frames[^1], StringComparison.Ordinal);
        Assert.Empty(desk.Runs.State(Desk.Run).Gates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("run start --charter charter.yaml")]
    [InlineData("server start")]
    [InlineData("lead")]
    [InlineData("run watch")]
    [InlineData("do something clever")]
    [InlineData("direct open --reason \"half")]
    [InlineData("help")]
    public async Task Line_ThatIsNoVerbOfTheRun_ChangesNothing(string typed)
    {
        using var desk = await Desk.ConfirmedAsync();
        var before = desk.Runs.Ledger(Desk.Run).Count;

        Assert.Equal(0, (await LeadAsync(desk, new FakeTerminal(typed, "quit"))).Code);

        Assert.Equal(before, desk.Runs.Ledger(Desk.Run).Count);
    }

    [Fact]
    public async Task Refusal_IsShownWithItsReason()
    {
        using var desk = await Desk.ConfirmedAsync();
        var terminal = new FakeTerminal("direct close --yes", "quit");

        await LeadAsync(desk, terminal);

        Assert.Contains("refused (outsideScope)", terminal.Frames[^1], StringComparison.Ordinal);
        Assert.Contains("outcome: out of scope", terminal.Frames[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o", "json")]
    [InlineData]
    public async Task Lead_WithoutATerminal_SaysWhatToUseInstead(params string[] more)
    {
        using var desk = await Desk.ConfirmedAsync();

        var run = await desk.TypeAsync("ana", ["lead", Desk.Run, .. more]);

        Assert.Equal((int)ExitCode.BadUsage, run.Code);
        Assert.Contains("needs a terminal", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_FromTools_NeverReachesTheTerminalAsControl()
    {
        using var desk = await Desk.ConfirmedAsync();
        var terminal = new FakeTerminal("pause --yes --reason \"see \u001b[2Jthis\u0007\"", "quit");

        await LeadAsync(desk, terminal);

        Assert.DoesNotContain('\u001b', string.Concat(terminal.Frames));
        Assert.DoesNotContain('\u0007', string.Concat(terminal.Frames));
    }

    private static Task<CliRun> LeadAsync(Desk desk, FakeTerminal terminal, string answers = "") => desk.TypeAsync(
        host => host with
        {
            Terminal = terminal,
            In = new StringReader(answers),
            InIsTerminal = answers.Length > 0,
        },
        "ana",
        "lead",
        Desk.Run);
}
