using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover packet RUN</c>: the structured handoff, to read or to start a successor from.</summary>
internal sealed class PacketCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    private readonly Option<string?> to = new("--to")
    {
        Description = "file to write the packet to as JSON, for run start --from-packet",
        HelpName = "FILE",
    };

    public PacketCommand(CliHost host, GlobalOptions global)
        : base(host, global, "packet", "The takeover packet of a run, as of now.")
    {
        Add(run);
        Add(to);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var id = new RunId(context.Get(run));
        var packet = await gateway.PacketAsync(id, context.CancellationToken);
        if (context.Get(to) is { } file)
        {
            var path = context.Host.FullPath(file);
            await File.WriteAllTextAsync(path, JsonFile.Text(packet), context.CancellationToken);
            context.Output.Say($"packet {packet.Digest.Short} written to {path}");
        }

        var text = context.Output.Json ? string.Empty : await gateway.PacketTextAsync(id, context.CancellationToken);
        context.Output.Data("packet", packet, console => console.Line(text));
        return ExitCode.Ok;
    }
}
