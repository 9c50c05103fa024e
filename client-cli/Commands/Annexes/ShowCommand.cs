using System.CommandLine;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Cli.Commands.Ledgers;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Cli.Commands.Annexes;

/// <summary><c>annex show RUN RECORD</c>: opens one record, for those whom the charter names.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    private readonly Argument<string> record = new("record")
    {
        Description = "id of the record, from annex list or a gate's evidence", HelpName = "RECORD",
    };

    private readonly Option<string?> audit = AuditOption.Create();
    private readonly AnnexAccess access = new();

    public ShowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "show", "Open a record of the annex; that it was opened, by whom and why, is on record.")
    {
        Add(run);
        Add(record);
        Add(audit);
        foreach (var option in access.Options.Cast<Option>())
        {
            Add(option);
        }
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var id = new AnnexId(context.Get(record));
        var gateway = await context.ConnectAsync();
        var view = new RunView(gateway, new RunId(context.Get(run)), context.CancellationToken);
        var ledger = await LedgerReader.AllAsync(
            gateway, view.Run, from: 1, context.CancellationToken, AuditOption.StoreOf(context, audit));
        var line = AnnexAccess.LineOf(ledger, id);
        var store = AnnexAccess.StoreOf(context);
        var act = await access.AllowAsync(context, view, AnnexAct.Read, id, new Instruction.ReadAnnex(id));
        var found = AnnexAccess.Use(() =>
        {
            store.Note(act);
            return store.Read(id);
        });
        var shown = AnnexView.Of(line, found);
        context.Output.Data("annexRecord", shown, shown.Write);
        return ExitCode.Ok;
    }
}
