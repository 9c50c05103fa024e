using DirectedExecution.Cli.Commands;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Lead;

/// <summary>
/// The screen of one run while a lead sits in front of it: shows what is, takes a line, gives it to the command of
/// that name, shows the answer. Left alone it only looks.
/// </summary>
internal sealed class LeadSession(CommandContext context, IRunGateway gateway, RunId run, ITerminal terminal)
{
    private const int KeptEntries = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(30);

    private readonly List<LedgerEntry> recent = [];
    private RunStatusView status = null!;
    private LineEditor line = new();
    private IReadOnlyList<string> answer = ["help shows what can be typed, quit leaves; the run goes on without you."];
    private string? trouble;
    private DateTimeOffset lookAgain;

    private DateTimeOffset Now => context.Host.Clock.GetUtcNow();

    public async Task RunAsync()
    {
        status = await gateway.StatusAsync(run, context.CancellationToken);
        terminal.EnterScreen();
        try
        {
            while (true)
            {
                await LookAsync();
                Draw();
                if (await EnteredAsync() is { } typed && !await HearAsync(typed))
                {
                    return;
                }
            }
        }
        finally
        {
            terminal.LeaveScreen();
        }
    }

    private async Task LookAsync()
    {
        if (Now < lookAgain)
        {
            return;
        }

        try
        {
            status = await gateway.StatusAsync(run, context.CancellationToken);
            var from = recent.Count == 0
                ? Math.Max(1, status.LedgerHead.Sequence - KeptEntries)
                : recent[^1].Sequence + 1;
            if (from <= status.LedgerHead.Sequence)
            {
                recent.AddRange(await LedgerReader.AllAsync(gateway, run, from, context.CancellationToken));
                recent.RemoveRange(0, Math.Max(0, recent.Count - KeptEntries));
            }

            trouble = null;
        }
        catch (CliException away) when (away.IsTransient)
        {
            trouble = away.Message;
        }

        lookAgain = Now + Look;
    }

    private void Draw() => terminal.Draw(LeadScreen.Draw(
        new(status, Now, context.Settings.Person, recent, answer, line.Text, trouble),
        terminal.Width,
        terminal.Height,
        context.Host.Unicode));

    /// <summary>The line, when one was entered before it is time to look again.</summary>
    private async Task<string?> EnteredAsync()
    {
        while (Now < lookAgain)
        {
            if (terminal.Key() is not { } key)
            {
                await Task.Delay(Blink, context.Host.Clock, context.CancellationToken);
                continue;
            }

            (line, var isEntered) = line.After(key);
            if (isEntered)
            {
                var typed = line.Text.Trim();
                line = new();
                return typed;
            }

            Draw();
        }

        return null;
    }

    /// <returns>False to leave.</returns>
    private async Task<bool> HearAsync(string typed)
    {
        switch (typed)
        {
            case "":
                return true;
            case "quit" or "exit":
                return false;
            case "help":
                answer = [.. LeadLine.Help(CommandTree.Create(context.Host, out _))];
                return true;
            default:
                answer = await SayAsync(typed);
                lookAgain = default;
                return true;
        }
    }

    private async Task<IReadOnlyList<string>> SayAsync(string typed)
    {
        var root = CommandTree.Create(context.Host, out _);
        var (words, problem) = LeadLine.Read(typed, root, run, context.GlobalWords());
        if (problem is not null)
        {
            return [problem];
        }

        // Questions and answers are asked and given behind the screen, where they stay to be read later.
        terminal.LeaveScreen();
        using var said = new HeardWriter(context.Host.Out);
        using var complained = new HeardWriter(context.Host.Error);
        await context.Host.Out.WriteLineAsync($"> {typed}");
        var host = context.Host with { Out = said, Error = complained, Terminal = null, IsInsideScreen = true };
        var code = (ExitCode)await DirectedCli.RunAsync([.. words], host, context.CancellationToken);
        terminal.EnterScreen();
        var heard = complained.Lines.Concat(said.Lines).ToArray();
        return code == ExitCode.Ok ? heard : [$"outcome: {Words.Of(code)}", .. heard];
    }
}
