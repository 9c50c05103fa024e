using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary><c>run show RUN</c>: where it stands, what it waits for, what is allowed.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    public ShowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "show", "Where a run stands, what it waits for, what is allowed now.") => Add(run);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var state = await new RunView(gateway, new RunId(context.Get(run)), context.CancellationToken).StateAsync();
        var now = context.Host.Clock.GetUtcNow();
        var allowed = AllowedInstructions.Of(state, now);
        var view = new RunShowView(
            RunStatusView.Of(state, now), [.. allowed.Select(one => AllowedView.Of(state.Run, one))]);
        context.Output.Data("run", view, console =>
        {
            StatusText.Write(console, view.Status);
            StatusText.Allowed(console, state.Run, allowed);
        });
        return ExitCode.Ok;
    }
}
