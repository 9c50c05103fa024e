using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A script without problems, and what it has no answer for, as programs read it.</summary>
internal sealed record RehearsalLintView(bool Clean, ValueList<string> Gaps);
