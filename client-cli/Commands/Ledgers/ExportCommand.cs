using System.CommandLine;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary><c>ledger export RUN</c>: one bundle that verifies without any server.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    private readonly Option<string?> to = new("--to")
    {
        Description = "folder, or file ending in .zip, to make [default: RUN-bundle]",
        HelpName = "PATH",
    };

    private readonly Option<string?> audit = AuditOption.Create();

    public ExportCommand(CliHost host, GlobalOptions global)
        : base(host, global, "export", "Write ledger, status, packet, charter and procedure as one bundle.")
    {
        Add(run);
        Add(to);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var id = new RunId(context.Get(run));
        var name = context.Get(to) ?? $"{id}-bundle";
        var gateway = await context.ConnectAsync();
        var packet = await gateway.PacketAsync(id, context.CancellationToken);
        var entries = await LedgerReader.AllAsync(
            gateway, id, from: 1, context.CancellationToken, AuditOption.StoreOf(context, audit));
        var (manifest, files) = BundleBuilder.Build(packet, entries);
        BundleContent.Write(context.Host.FullPath(name), files);
        context.Output.Data("export", new ExportView(name, manifest), console =>
        {
            console.Line($"{name}: {entries.Count} entries up to {LedgerHeadText.Of(manifest.LedgerHead)}");
            console.Line($"verify it anywhere, without a server: directed ledger verify {name}");
        });
        return ExitCode.Ok;
    }
}
