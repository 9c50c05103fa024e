using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary><c>run start</c>: opens a run; nothing happens in it until the lead confirms the charter.</summary>
internal sealed class StartCommand : Verb
{
    private readonly Option<string?> charter = new("--charter")
    {
        Description = "charter, YAML or JSON",
        HelpName = "FILE",
    };
    private readonly Option<string?> procedure = new("--procedure")
    {
        Description = "procedure, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<string?> packet = new("--from-packet")
    {
        Description = "takeover packet (JSON) of a predecessor: the run goes on where it ends",
        HelpName = "FILE",
    };

    private readonly Option<string?> id = new("--id")
    {
        Description = "id of the new run [default: the charter's id and a few random letters]",
        HelpName = "RUN",
    };

    public StartCommand(CliHost host, GlobalOptions global)
        : base(host, global, "start", "Open a run from a charter and a procedure, or from a predecessor's packet.")
    {
        Add(charter);
        Add(procedure);
        Add(packet);
        Add(id);
        Validators.Add(result =>
        {
            var files = (
                result.GetValue(charter) is not null,
                result.GetValue(procedure) is not null,
                result.GetValue(packet) is not null);
            if (files is not ((true, true, false) or (false, false, true)))
            {
                result.AddError("A run is started with --charter and --procedure, or with --from-packet alone.");
            }
        });
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        // All files are read and judged before anything is asked of the server.
        var opening = OpeningFiles.Read(
            context.Host, context.Get(charter), context.Get(procedure), context.Get(packet));
        var run = new RunId(context.Get(id) ?? $"{opening.Charter.Id}-{context.Host.NewId()[..6]}");
        var gateway = await context.ConnectAsync();
        await gateway.StartAsync(run, opening, context.CancellationToken);
        return await ReportAsync(context, gateway, run);
    }

    private static async Task<ExitCode> ReportAsync(CommandContext context, IRunGateway gateway, RunId run)
    {
        var state = await Opened.WaitAsync(new RunView(gateway, run, context.CancellationToken), context);
        var allowed = AllowedInstructions.Of(state, context.Host.Clock.GetUtcNow());
        var view = new RunShowView(RunStatusView.Of(state), [.. allowed.Select(one => AllowedView.Of(run, one))]);
        context.Output.Data("runStarted", view, console =>
        {
            console.Line($"run {run} is open: {view.Status.Objective}");
            console.Line($"waits for: {view.Status.WaitsFor}");
            StatusText.Allowed(console, run, allowed);
        });
        return ExitCode.Ok;
    }
}
