using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// A succession that was proven, as programs read it. Part of the envelope's schema: add, never rename.
/// </summary>
internal sealed record ContinuityView(string Predecessor, string Successor, ValueList<ContinuityStep> Steps);
