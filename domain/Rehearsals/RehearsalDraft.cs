using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// A script in which everything goes as the procedure expects it, to begin with: whoever writes the rehearsal changes
/// what is not to go so. What cannot be made up from an expectation is left unreadable, with what it asks for.
/// </summary>
public static class RehearsalDraft
{
    public static Rehearsal Of(Charter charter, Procedure procedure)
    {
        var state = RunFolder.Fold(RunState.NotOpened, new RunFact.RunOpened(
            new RunId("rehearsal"), charter, procedure, Digest.Of(charter), Digest.Of(procedure),
            DateTimeOffset.MinValue));
        return new Rehearsal(
            $"{procedure.Id}-rehearsal",
            new ProcedureReference(procedure.Id, procedure.Version),
            [
                .. NoGoReads.Of(state).Concat(BoundaryReads.Of(state)).Select(read => Answer(
                    read.Id.Value, DocumentSamples.Against(read.Expectation), $"not {read.Expectation}")),
                .. (procedure.Prerequisites ?? []).Select(one => Answer(
                    RunChecks.IdOf(one).Value, DocumentSamples.For(one.Expect), $"{one.Expect}")),
            ],
            procedure.Steps.Select(Step).ToValueList(),
            Documents.PartReaders.CurrentSchema);
    }

    private static RehearsedStep Step(Step step) => new(
        step.Id,
        Answers(step.Before),
        Answers(step.After),
        Action(step.Action),
        step.Reversal is { } reversal
            ? new RehearsedReversal(
                Answers(reversal.Before), Answers(reversal.After), Action(reversal.Action))
            : null);

    // What a person is to do is not known until somebody says so.
    private static RehearsedAction Action(ToolCall call) => HumanTasks.AssigneeOf(call) is { } person
        ? new RehearsedAction(ActionOutcome.Unknown, $"It was handed to {person}.")
        : new RehearsedAction(ActionOutcome.Executed);

    private static ValueList<RehearsedRead> Answers(ValueList<VerificationRead> reads) => reads
        .Select(read => Answer(read.Id.Value, DocumentSamples.For(read.Expectation), $"{read.Expectation}"))
        .ToValueList();

    private static RehearsedRead Answer(string read, JsonData? document, string expected) => document is null
        ? new RehearsedRead(read, Unreadable: $"Write the document that is read; expected is {expected}.")
        : new RehearsedRead(read, document);
}
