namespace Temporalio.Replay.Machines;

/// <summary>One arrow of a machine's diagram.</summary>
internal readonly record struct Arrow(string From, string Trigger, string To);
