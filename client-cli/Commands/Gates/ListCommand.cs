using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate list RUN</c>.</summary>
internal sealed class ListCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    public ListCommand(CliHost host, GlobalOptions global)
        : base(host, global, "list", "The open gates of a run.") => Add(run);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var gates = await gateway.GatesAsync(new RunId(context.Get(run)), context.CancellationToken);
        context.Output.Data("gates", gates, console =>
        {
            if (gates.Count == 0)
            {
                console.Line("no gate is open");
            }

            StatusText.Gates(console, gates);
        });
        return ExitCode.Ok;
    }
}
