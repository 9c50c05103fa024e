using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli;

/// <summary>
/// An expected end of a command: what is wrong, where, and what to do; printed in one place, with its exit code.
/// </summary>
internal sealed class CliException(ExitCode exitCode, string code, string sentence, string? fix = null)
    : Exception(sentence)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>A stable name for scripts, e.g. <c>fileNotFound</c>.</summary>
    public string Code { get; } = code;

    /// <summary>
    /// Whether the same call may go through in a moment: a server or a worker is away, as it is while it is started
    /// anew.
    /// </summary>
    public bool IsTransient => ExitCode is ExitCode.NoAnswer or ExitCode.CannotConnect;

    public string? Fix { get; } = fix;

    /// <summary>Where a document is wrong, place by place.</summary>
    public ValueList<Problem> Problems { get; init; } = [];
}
