using System.Text.Json.Nodes;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>Writes a rehearsal script as the document that reads back as the same script.</summary>
public static class RehearsalWriter
{
    public static JsonObject Write(Rehearsal rehearsal) => new DocumentFields()
        .Add("schemaVersion", rehearsal.SchemaVersion)
        .Add("id", rehearsal.Id)
        .Add("procedure", new DocumentFields()
            .Add("id", rehearsal.Procedure.Id)
            .Add("version", rehearsal.Procedure.Version)
            .Add("digest", rehearsal.Procedure.Digest?.Value)
            .Node)
        .Add("standing", rehearsal.Standing, Read)
        .Add("steps", rehearsal.Steps, Step)
        .Node;

    private static JsonObject Step(RehearsedStep step) => new DocumentFields()
        .Add("step", step.Step.Value)
        .Add("attempt", step.Attempt)
        .Add("before", step.Before, Read)
        .Add("gates", step.Gates, gate => new DocumentFields()
            .Add("placement", gate.Placement is { } placement ? DocumentWriter.Word(placement) : null)
            .Add("right", DocumentWriter.Word(gate.Right))
            .Add("because", gate.Because)
            .Node)
        .Add("action", Action(step.Action))
        .Add("after", step.After, Read)
        .Add("reversal", step.Reversal is { } reversal
            ? new DocumentFields()
                .Add("before", reversal.Before, Read)
                .Add("action", Action(reversal.Action))
                .Add("after", reversal.After, Read)
                .Node
            : null)
        .Node;

    private static JsonObject Read(RehearsedRead read) => new DocumentFields()
        .Add("read", read.Read)
        .Add("document", read.Document)
        .Add("unreadable", read.Unreadable)
        .Add("age", Time(read.Age))
        .Add("delay", Time(read.Delay))
        .Node;

    private static JsonObject? Action(RehearsedAction? action) => action is null
        ? null
        : new DocumentFields()
            .Add("outcome", DocumentWriter.Word(action.Outcome))
            .Add("says", action.Says)
            .Add("exitCode", action.ExitCode)
            .Add("delay", Time(action.Delay))
            .Node;

    private static string? Time(TimeSpan? time) => time is { } some ? Durations.Format(some) : null;
}
