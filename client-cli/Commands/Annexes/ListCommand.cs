using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Commands.Ledgers;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Cli.Commands.Annexes;

/// <summary><c>annex list RUN</c>: what the ledger says is in the annex; nothing of it is opened.</summary>
internal sealed class ListCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();
    private readonly Option<string?> audit = AuditOption.Create();

    public ListCommand(CliHost host, GlobalOptions global)
        : base(host, global, "list", "The records of the annex that a run's ledger refers to.")
    {
        Add(run);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var ledger = await LedgerReader.AllAsync(
            gateway, new RunId(context.Get(run)), from: 1, context.CancellationToken,
            AuditOption.StoreOf(context, audit));
        var lines = AnnexRecords.Of(ledger).ToValueList();
        context.Output.Data("annexRecords", lines, console =>
        {
            var table = Tables.Of(console, "record", "what", "bytes", "entry");
            foreach (var line in lines)
            {
                table.Row(
                    console, line.Annex.Id.Value, line.What, Number(line.Annex.Size), Number(line.Sequence));
            }

            console.Write(table);
        });
        return ExitCode.Ok;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
