using System.CommandLine;
using System.Data.Common;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Cli.Commands.Annexes;

/// <summary>
/// The way to the annex: the run allows and records each act before it is done. Of a run that has ended the same rule
/// is asked here, and the annex records the act alone.
/// </summary>
internal sealed class AnnexAccess
{
    private readonly DirectiveOptions options = new();
    private readonly DirectiveComposer composer;

    public AnnexAccess() => composer = new DirectiveComposer(options);

    // No id of a directive: what somebody else was allowed is allowed to nobody by its name.
    public IEnumerable<Symbol> Options => [options.Reason, options.SignKey, options.Timeout];

    /// <exception cref="CliException">There is none where the settings say, or it cannot be used.</exception>
    public static IAnnexStore StoreOf(CommandContext context)
    {
        var shared = context.Settings.Shared;
        var file = context.Host.FullPath(shared.AnnexFile);
        return shared.AnnexDatabase is not null || File.Exists(file)
            ? (shared with { AnnexFile = file }).AnnexStore(new SecretSource())
            : throw new CliException(
                ExitCode.NotFound, "annexNotFound", $"{file}: there is no annex",
                "name the worker's annex in the settings: annexFile, or annexDatabase");
    }

    /// <exception cref="CliException">The ledger refers to no such record.</exception>
    public static AnnexRecordLine LineOf(IEnumerable<LedgerEntry> ledger, AnnexId id) =>
        AnnexRecords.Of(ledger).FirstOrDefault(line => line.Annex.Id == id) ?? throw new CliException(
            ExitCode.NotFound, "recordNotFound", $"the ledger refers to no record {id}",
            "directed annex list shows those of the run; older entries are in the audit store: --audit");

    /// <summary>What is done with the store; what keeps it from being used is one sentence.</summary>
    public static T Use<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception fault) when (fault is AnnexException or DbException)
        {
            throw new CliException(
                ExitCode.BadInput, "annexUnusable", fault.Message.TrimEnd('.'),
                "check annexFile or annexDatabase of the settings, and the rights on it");
        }
    }

    /// <summary>The act, allowed and on record in the run's ledger where the run still hears.</summary>
    /// <exception cref="CliException">It is refused.</exception>
    public async Task<AnnexAct> AllowAsync(
        CommandContext context, RunView run, string kind, AnnexId? record, Instruction instruction)
    {
        var draft = await composer.DraftAsync(context, run, instruction);
        var directive = draft.Directive;
        if (draft.State.HasEnded)
        {
            Refuse(AnnexRules.Check(draft.State.Charter, directive.Issuer, instruction, directive.Reason));
            return ActOf(null);
        }

        var answer = await new DirectiveExchange(run.Gateway, context.Host.Clock).AskAsync(
            run.Run,
            await composer.SignedAsync(context, draft),
            TimeSpan.FromSeconds(context.Get(options.Timeout)),
            context.CancellationToken);
        Refuse(answer.Refusal);
        return ActOf(directive.Id);

        AnnexAct ActOf(DirectiveId? id) => new(
            kind, run.Run, record, directive.Issuer, directive.Reason!, id, context.Host.Clock.GetUtcNow());
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new CliException(
                RefusalExit.Of(refusal.Code), Words.Code(refusal.Code), refusal.Sentence.TrimEnd('.'),
                "the charter says who may, under roles: annexReaders, annexErasers");
        }
    }
}
