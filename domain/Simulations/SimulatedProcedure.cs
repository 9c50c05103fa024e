using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// What a procedure under a charter asks of people and systems, before anything is started. <see cref="Opening"/> is
/// read before the first step, <see cref="BeforeEach"/> before every action, <see cref="AfterEach"/> after every one;
/// <see cref="Concerns"/> are holds that nobody could lift once the lead has changed.
/// </summary>
public sealed record SimulatedProcedure(
    string Charter,
    ProcedureReference Procedure,
    DateTimeOffset At,
    ValueList<SimulatedRead> Opening,
    ValueList<SimulatedRead> BeforeEach,
    ValueList<SimulatedRead> AfterEach,
    ValueList<SimulatedStep> Steps,
    ValueList<DecisionPoint> DecisionPoints,
    ValueList<string> Concerns);
