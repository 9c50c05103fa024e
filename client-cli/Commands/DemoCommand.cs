using System.CommandLine;
using DirectedExecution.Cli.Connection;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Cli.Settings;
using Spectre.Console;

namespace DirectedExecution.Cli.Commands;

/// <summary><c>demo</c>: the main job, unattended, with everything that can go wrong on the way.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string?> folder = new("--folder")
    {
        Description = "folder for databases, logs and bundles; new or empty [default: one in the temporary folder]",
        HelpName = "DIR",
    };

    public DemoCommand(CliHost host, GlobalOptions global)
        : base(
            host,
            global,
            "demo",
            "A directed run on a service that really fails: refusal, gate, killed worker, contradiction, takeover, " +
            "successor. With --address on that server.")
        => Add(folder);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var hasOwnServer = !context.NamesServer;
        var settings = SettingsOf(context, hasOwnServer);
        if (!hasOwnServer)
        {
            await TemporalLink.ConnectAsync(settings, context.CancellationToken);
        }

        var place = DemoFolder.Create(context.Host, context.Get(folder));
        context.Output.Say($"everything is kept in {place.Path}");
        try
        {
            var progress = new DemoProgress(context.Output);
            var demo = new DemoRun(context.Host, progress, place, settings, hasOwnServer);
            DemoView? view = null;
            await progress.RunAsync(async () => view = await demo.PlayAsync(context.CancellationToken));
            context.Output.Data("demo", view!, console => GoOn(console, view!, hasOwnServer));
            return ExitCode.Ok;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var failure = Failures.Translate(fault, context, context.CancellationToken);
            throw new CliException(
                ExitCode.DemoFailed, failure.Code, failure.Message, $"the logs and databases are left in {place.Path}");
        }
    }

    // A queue of its own: no other worker of that server may take the demo's work.
    private static CliSettings SettingsOf(CommandContext context, bool hasOwnServer)
    {
        var settings = context.Settings;
        var queue = $"directed-demo-{context.Host.NewId()[..6]}";
        return hasOwnServer ? settings : settings with { Shared = settings.Shared with { TaskQueue = queue } };
    }

    private static void GoOn(IAnsiConsole console, DemoView view, bool hasOwnServer)
    {
        console.Line(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"\nThe demo went through in {view.Seconds:0} s; {view.LedgerEntries} ledger entries."));
        console.Line("\nTo go on by hand:");
        var at = hasOwnServer ? string.Empty : $" --address {view.Address} --namespace {view.Namespace}";
        console.Line(hasOwnServer
            ? $"  directed dev --db-filename {Path.Combine(view.Folder, "temporal.db")}"
            : $"  directed worker run{at} --task-queue {view.TaskQueue}");
        console.Line($"  directed run list{at}");
        console.Line($"  directed run show {view.Runs[^1]}{at}");
        console.Line($"  directed ledger show {view.Runs[0]}{at}");
        console.Line($"  directed takeover packet {view.Runs[^1]}{at}");
        console.Line(
            $"  directed ledger verify {view.Bundles[^1]} --packet {Path.Combine(view.Folder, "packet.json")} " +
            $"--predecessor {view.Bundles[0]}");
        console.Line("  (directed is: dotnet run --project client-cli --)");
    }
}
