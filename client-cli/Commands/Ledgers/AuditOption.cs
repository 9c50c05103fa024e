using System.CommandLine;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary>Where entries lie that the run itself no longer holds.</summary>
internal static class AuditOption
{
    public static Option<string?> Create() => new("--audit")
    {
        Description = "audit store (auditFile of the worker's settings) to read older entries from",
        HelpName = "FILE",
    };

    public static string? PathOf(CommandContext context, Option<string?> option) =>
        context.Get(option) is { } file ? context.Host.FullPath(file) : null;
}
