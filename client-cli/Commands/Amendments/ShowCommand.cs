using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Commands.Amendments;

/// <summary><c>amendment show RUN</c>: what is proposed, value by value, and who has to agree.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    public ShowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "show", "The proposed amendment: every difference, and who has to agree.") => Add(run);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var view = new RunView(gateway, new RunId(context.Get(run)), context.CancellationToken);
        await ProposedAmendment.OfAsync(view);
        var amendment = AmendmentView.Of(await view.StateAsync())!;
        context.Output.Data("amendment", amendment, console => AmendmentText.Write(console, amendment));
        return ExitCode.Ok;
    }
}
