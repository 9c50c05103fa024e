using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// What a risk policy weighs about a step, as data. What is left out was not said: a policy must not read it as
/// harmless. <see cref="RiskStatement"/> has the same for people, in words.
/// </summary>
/// <param name="Reversibility">Whether it can be taken back.</param>
/// <param name="ReversibleIn">How long taking it back needs, at most.</param>
/// <param name="BlastRadius">How much is hit when it goes wrong.</param>
/// <param name="Cost">What it costs when it goes right.</param>
/// <param name="Sensitivity">The most sensitive thing that it touches.</param>
/// <param name="Environment">Where it acts; the targets' environments when it is left out.</param>
/// <param name="ExternalParties">Who outside feels it, by name; empty says that nobody does.</param>
/// <param name="Deletes">Whether it deletes what is not kept elsewhere.</param>
/// <param name="ReadOnly">Whether it changes nothing at all; left out, it does.</param>
public sealed record RiskFactors(
    Reversibility? Reversibility = null,
    TimeSpan? ReversibleIn = null,
    BlastRadius? BlastRadius = null,
    Money? Cost = null,
    Sensitivity? Sensitivity = null,
    string? Environment = null,
    ValueList<string>? ExternalParties = null,
    bool? Deletes = null,
    bool? ReadOnly = null);
