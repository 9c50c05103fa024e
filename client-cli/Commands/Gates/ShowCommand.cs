using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate show RUN</c>: the whole evidence packet.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();
    private readonly Option<string?> gate = GateOptions.Gate();

    public ShowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "show", "The evidence packet of an open gate.")
    {
        Add(run);
        Add(gate);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var gates = await gateway.GatesAsync(new RunId(context.Get(run)), context.CancellationToken);
        var id = TheOne.Of("open gate", "--gate", context.Get(gate), [.. gates.Select(one => one.Id.Value)]);
        var found = gates.FirstOrDefault(one => one.Id.Value == id) ?? throw new CliException(
            ExitCode.NotFound, "gateNotFound", $"{context.Get(run)}: the gate {id} is not open",
            "directed gate list shows the open ones");
        context.Output.Data("gate", found, console => GateText.Write(console, found));
        return ExitCode.Ok;
    }
}
