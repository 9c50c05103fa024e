using System.CommandLine;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Cli.Commands.Ledgers;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Cli.Commands.Annexes;

/// <summary><c>annex erase RUN RECORD</c>: destroys the key; the ledger with its digests stays as it is.</summary>
internal sealed class EraseCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    private readonly Argument<string> record = new("record")
    {
        Description = "id of a record; all of the same matter go with it", HelpName = "RECORD",
    };

    private readonly Option<bool> yes = new("--yes", "-y") { Description = "do not ask for confirmation" };
    private readonly Option<string?> audit = AuditOption.Create();
    private readonly AnnexAccess access = new();

    public EraseCommand(CliHost host, GlobalOptions global)
        : base(host, global, "erase", "Erase what the annex holds of a matter, for good; the ledger still verifies.")
    {
        Add(run);
        Add(record);
        Add(yes);
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

        // Ordered only where it can be done: an erasure on record that never happened would be worse than none.
        _ = AnnexAccess.Use(() => store.Read(id)) ?? throw AnnexView.Missing(id);
        if (!context.Get(yes))
        {
            Confirmation.Ask(context, $"{line.What} cannot be read by anybody any more. Erase {id}?");
        }

        var act = await access.AllowAsync(context, view, AnnexAct.Erase, id, new Instruction.EraseAnnex(id));
        var erased = AnnexAccess.Use(() => store.Erase(id, act)) ?? throw AnnexView.Missing(id);
        var answer = new AnnexErasedView(id.Value, erased);
        context.Output.Data("annexErased", answer, answer.Write);
        return ExitCode.Ok;
    }
}
