using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// What the run waits for from the outside world, derived from the state. The same work stays listed, with the same
/// <see cref="Id"/>, until its result came in as an input: start each id once. In a rehearsal it comes with its answer,
/// in a live run never: no tool is called for what has one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TakeReadings), "takeReadings")]
[JsonDerivedType(typeof(Dispatch), "dispatch")]
[JsonDerivedType(typeof(LookAround), "lookAround")]
public abstract record Work(string Id, AttemptId Attempt, StepId Step)
{
    /// <summary>Take all reads and answer with <see cref="RunInput.ReadingsTaken"/>. Harmless to repeat.</summary>
    public sealed record TakeReadings(
        string Id,
        AttemptId Attempt,
        StepId Step,
        int Phase,
        ReadingPurpose Purpose,
        ValueList<VerificationRead> Reads,
        ValueList<RehearsedReading>? Rehearsed = null) : Work(Id, Attempt, Step);

    /// <summary>
    /// Carry out the action and answer with <see cref="RunInput.ActionReported"/>. Never to be repeated blindly: see
    /// the class.
    /// </summary>
    public sealed record Dispatch(
        string Id,
        AttemptId Attempt,
        StepId Step,
        StepClass Class,
        ToolCall Call,
        string IdempotencyKey,
        RehearsedReport? Rehearsed = null) : Work(Id, Attempt, Step);

    /// <summary>
    /// Ask the audit store what other runs did, and answer with <see cref="RunInput.SurveyTaken"/>. Harmless to repeat.
    /// </summary>
    public sealed record LookAround(
        string Id,
        AttemptId Attempt,
        StepId Step,
        int Phase,
        AttemptKind Kind,
        ValueList<TargetId> Targets,
        DateTimeOffset Since) : Work(Id, Attempt, Step);
}
