using System.CommandLine;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary>Where the approvals of procedure versions are kept.</summary>
internal static class RegistryOption
{
    private const string Words = "approvals file: one entry a line, hash-chained";

    public static Option<string> Required() => new("--registry")
    {
        Description = Words,
        HelpName = "FILE",
        Required = true,
    };

    public static Option<string?> Optional() => new("--registry")
    {
        Description = $"{Words}; needed when the charter says governance: required or signed",
        HelpName = "FILE",
    };
}
