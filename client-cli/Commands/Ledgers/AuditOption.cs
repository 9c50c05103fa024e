using System.CommandLine;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Secrets;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary>Where entries lie that the run itself no longer holds.</summary>
internal static class AuditOption
{
    /// <summary>Stands for the PostgreSQL database of the settings.</summary>
    private const string Database = "auditDatabase";

    public static Option<string?> Create() => new("--audit")
    {
        Description = "audit store to read older entries from: the worker's auditFile, or the word auditDatabase for " +
            "the one of the settings",
        HelpName = "FILE",
    };

    public static IAuditStore? StoreOf(CommandContext context, Option<string?> option)
    {
        if (context.Get(option) is not { } named)
        {
            return null;
        }

        if (named == Database)
        {
            return context.Settings.Shared.AuditDatabase is { } database
                ? new PostgresAuditStore(database, new SecretSource())
                : throw new CliException(
                    ExitCode.BadInput, "noAuditDatabase", "the settings name no auditDatabase", "name one, or a file");
        }

        var file = context.Host.FullPath(named);
        return File.Exists(file)
            ? new AuditStore(file)
            : throw new CliException(
                ExitCode.NotFound, "fileNotFound", $"{file}: there is no such audit store", "check --audit");
    }
}
