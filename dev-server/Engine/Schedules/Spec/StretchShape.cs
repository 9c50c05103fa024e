namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>What stretches of time with the same moments of a row, and the same left out, have in common.</summary>
/// <param name="Hour">Which hour of a day it is; below zero: a whole day.</param>
/// <param name="Row">The pattern of the row.</param>
/// <param name="Exclusions">Which exclusions let its date through.</param>
internal sealed record StretchShape(int Hour, long Row, string Exclusions);
