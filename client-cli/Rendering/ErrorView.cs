using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A failure as a program reads it.</summary>
internal sealed record ErrorView(
    string Code, int ExitCode, string Sentence, string? Fix, IReadOnlyList<Problem>? Problems = null);
