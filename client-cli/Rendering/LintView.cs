using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Rendering;

/// <summary>What lint found, as programs read it; notes are no problems.</summary>
internal sealed record LintView(bool Clean, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem>? Notes = null);
