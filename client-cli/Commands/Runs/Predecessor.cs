using System.CommandLine;
using System.CommandLine.Parsing;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Cli.Commands.Ledgers;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary>
/// Where a successor run continues from: a packet file, a run that was stopped, or a copy of its ledger.
/// </summary>
internal sealed class Predecessor
{
    private readonly Option<string?> packet = new("--from-packet")
    {
        Description = "takeover packet (JSON) of a predecessor: the run goes on where it ends",
        HelpName = "FILE",
    };

    private readonly Option<string?> run = new("--from-run")
    {
        Description = "stopped run on this server: it is asked for its packet, and the new run goes on from there",
        HelpName = "RUN",
    };

    private readonly Option<string?> audit = new("--from-audit")
    {
        Description = "audit store of a cluster that is gone, with --chain: the run goes on from its copy of the " +
            "ledger",
        HelpName = "FILE",
    };

    private readonly Option<string?> chain = new("--chain")
    {
        Description = "id of the first run of the ledger in the audit store",
        HelpName = "RUN",
    };

    public void AddTo(Command command)
    {
        command.Add(packet);
        command.Add(run);
        command.Add(audit);
        command.Add(chain);
    }

    /// <summary>How many sources are named.</summary>
    public int Count(CommandResult result) =>
        new[] { packet, run, audit }.Count(option => result.GetValue(option) is not null);

    public bool LacksChain(CommandResult result) =>
        result.GetValue(audit) is null != result.GetValue(chain) is null;

    /// <summary>The opening that continues the named source, or null when none is named.</summary>
    public async Task<RunOpening?> OpeningAsync(CommandContext context)
    {
        if (context.Get(packet) is { } file)
        {
            return OpeningFiles.Continue(OpeningFiles.ReadPacket(context.Host, file));
        }

        if (AuditOption.StoreOf(context, audit) is { } store)
        {
            return OpeningFiles.Continue(OfAudit(context, store, new RunId(context.Get(chain)!)));
        }

        return context.Get(run) is { } id ? OpeningFiles.Continue(await OfRunAsync(context, new RunId(id))) : null;
    }

    // Two runs that both hear their lead would both act.
    private static async Task<TakeoverPacket> OfRunAsync(CommandContext context, RunId id)
    {
        var gateway = await context.ConnectAsync();
        var packet = await gateway.PacketAsync(id, context.CancellationToken);
        var status = packet.Snapshot.Restore().Status;
        return status == RunStatus.Stopped
            ? packet
            : throw new CliException(
                ExitCode.Blocked,
                "predecessorNotStopped",
                $"{id}: the run is {status}; with a successor both would act",
                $"stop it first: directed stop {id} --reason WHY");
    }

    private TakeoverPacket OfAudit(CommandContext context, IAuditStore store, RunId chain)
    {
        var file = context.Get(audit);
        var entries = LedgerReader.OfAudit(store, chain);
        if (entries.IsEmpty)
        {
            throw new CliException(
                ExitCode.NotFound, "chainNotFound", $"{file}: it holds no ledger of {chain}",
                "give --chain the id of the first run of the ledger");
        }

        return PacketBuilder.OfCopy(entries, context.Host.Clock.GetUtcNow(), out var problem)
            ?? throw new CliException(
                ExitCode.VerificationFailed, "ledgerDamaged", $"{file}: {problem.TrimEnd('.')}",
                "a copy that is not whole cannot be continued; look for another one");
    }
}
