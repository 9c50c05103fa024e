using System.CommandLine;
using DirectedExecution.Cli.Lead;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands;

/// <summary><c>lead RUN</c>: a live screen of the run, and a line to direct it.</summary>
internal sealed class LeadCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    public LeadCommand(CliHost host, GlobalOptions global)
        : base(host, global, "lead", "A live screen of a run with a line to direct it; for a terminal.") => Add(run);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        if (context.Host.Terminal is not { } terminal || context.Output.Json)
        {
            throw new CliException(
                ExitCode.BadUsage, "noTerminal", "the live screen needs a terminal on both ends",
                "in a script, use run show, run watch and the verbs");
        }

        var gateway = await context.ConnectAsync();
        await new LeadSession(context, gateway, new RunId(context.Get(run)), terminal).RunAsync();
        return ExitCode.Ok;
    }
}
