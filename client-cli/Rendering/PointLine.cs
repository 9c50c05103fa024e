namespace DirectedExecution.Cli.Rendering;

/// <summary>A point of a takeover packet, without its answer: that is for the receiver to give.</summary>
internal sealed record PointLine(string Id, string Question, bool Confirmed);
