using System.CommandLine;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Commands.Annexes;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

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

    private readonly Option<bool> annex = new("--with-annex")
    {
        Description = "with all that the annex holds of the run, for those whom the charter names; asks for --reason",
    };

    private readonly AnnexAccess access = new();

    public ExportCommand(CliHost host, GlobalOptions global)
        : base(host, global, "export", "Write ledger, status, packet, charter and procedure as one bundle.")
    {
        Add(run);
        Add(to);
        Add(audit);
        Add(annex);
        foreach (var option in access.Options.Cast<Option>())
        {
            Add(option);
        }
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var id = new RunId(context.Get(run));
        var name = context.Get(to) ?? $"{id}-bundle";
        var gateway = await context.ConnectAsync();
        var act = context.Get(annex)
            ? await access.AllowAsync(
                context, new RunView(gateway, id, context.CancellationToken), AnnexAct.Read, null,
                new Instruction.ReadAnnex())
            : null;
        var packet = await gateway.PacketAsync(id, context.CancellationToken);
        var entries = await LedgerReader.AllAsync(
            gateway, id, from: 1, context.CancellationToken, AuditOption.StoreOf(context, audit));
        var (manifest, files) = BundleBuilder.Build(
            packet, entries, act is null ? null : BundleAnnex.Bytes(Records(context, act, entries)));
        BundleContent.Write(context.Host.FullPath(name), files);
        context.Output.Data("export", new ExportView(name, manifest), console =>
        {
            console.Line($"{name}: {entries.Count} entries up to {LedgerHeadText.Of(manifest.LedgerHead)}");
            console.Line($"verify it anywhere, without a server: directed ledger verify {name}");
        });
        return ExitCode.Ok;
    }

    private static IReadOnlyList<AnnexView> Records(
        CommandContext context, AnnexAct act, IReadOnlyList<LedgerEntry> entries)
    {
        var store = AnnexAccess.StoreOf(context);
        return AnnexAccess.Use<IReadOnlyList<AnnexView>>(() =>
        {
            store.Note(act);
            return [.. AnnexRecords.Of(entries).Select(line => AnnexView.Of(line, store.Read(line.Annex.Id)))];
        });
    }
}
