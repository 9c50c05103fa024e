using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>What must be right in a rehearsal script, by itself and for a charter and a procedure.</summary>
public static class RehearsalLint
{
    /// <summary>Nobody waits longer for an answer that is written down.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    public static ValueList<Finding> Check(Rehearsal rehearsal)
    {
        var found = new Findings();
        CheckReads(rehearsal.Standing, "rehearsal.standing", found);
        found.Unique(
            rehearsal.Steps.Select(one => $"{one.Step} {one.Attempt}".TrimEnd()), "rehearsal.steps", "step");
        for (var index = 0; index < rehearsal.Steps.Count; index++)
        {
            CheckStep(rehearsal.Steps[index], $"rehearsal.steps[{index}]", found);
        }

        return found.All;
    }

    public static ValueList<Finding> Check(Rehearsal rehearsal, Charter charter, Procedure procedure)
    {
        var found = new Findings();
        var known = Standing(charter, procedure);
        CheckReference(rehearsal, procedure, found);
        CheckNames(rehearsal.Standing, known, "rehearsal.standing", found);
        for (var index = 0; index < rehearsal.Steps.Count; index++)
        {
            CheckStep(rehearsal.Steps[index], charter, procedure, known, $"rehearsal.steps[{index}]", found);
        }

        return Check(rehearsal).AddRange(found.All);
    }

    /// <summary>The reads of the run as a whole, by the names that a script calls them by.</summary>
    internal static ValueList<string> Standing(Charter charter, Procedure procedure)
    {
        var state = RunFolder.Fold(RunState.NotOpened, new RunFact.RunOpened(
            new RunId("rehearsal"), charter, procedure, Digest.Of(charter), Digest.Of(procedure),
            DateTimeOffset.MinValue));
        return
        [
            .. NoGoReads.Of(state).Select(read => read.Id.Value),
            .. BoundaryReads.Of(state).Select(read => read.Id.Value),
            .. (procedure.Prerequisites ?? []).Select(one => RunChecks.IdOf(one).Value),
        ];
    }

    private static void CheckStep(RehearsedStep step, string at, Findings found)
    {
        if (step.Attempt < 1)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.attempt", "Attempts are counted from 1.",
                "Write 1 or more, or leave it out.");
        }

        CheckReads(step.Before, $"{at}.before", found);
        CheckReads(step.After, $"{at}.after", found);
        CheckDelay(step.Action?.Delay, $"{at}.action.delay", found);
        if (step.Reversal is { } reversal)
        {
            CheckReads(reversal.Before, $"{at}.reversal.before", found);
            CheckReads(reversal.After, $"{at}.reversal.after", found);
            CheckDelay(reversal.Action?.Delay, $"{at}.reversal.action.delay", found);
        }

        var gates = step.Gates ?? [];
        found.Unique(gates.Select(gate => $"{gate.Placement ?? GatePlacement.PreAction}"), $"{at}.gates", "placement");
        for (var index = 0; index < gates.Count; index++)
        {
            if (gates[index].Placement == GatePlacement.Escalation)
            {
                found.Add(
                    ProblemCode.BadValue, $"{at}.gates[{index}].placement",
                    "An escalation asks what shall be done; no answer to it is right beforehand.",
                    "Seed a gate before or after an action.");
            }
        }
    }

    private static void CheckReads(ValueList<RehearsedRead> reads, string at, Findings found)
    {
        for (var index = 0; index < reads.Count; index++)
        {
            var read = reads[index];
            if ((read.Document is null) == (read.Unreadable is null))
            {
                found.Add(
                    ProblemCode.BadValue, $"{at}[{index}]", "An answer is either a document or unreadable.",
                    "Write document: what is read, or unreadable: why nothing is.");
            }

            CheckDelay(read.Delay, $"{at}[{index}].delay", found);
            if (read.Age < TimeSpan.Zero)
            {
                found.Add(ProblemCode.BadValue, $"{at}[{index}].age", "An age is never negative.", "Write 0s or more.");
            }
        }
    }

    private static void CheckDelay(TimeSpan? delay, string at, Findings found)
    {
        if (delay > LongestDelay)
        {
            found.Add(
                ProblemCode.BadValue, at, $"A rehearsal waits {LongestDelay.TotalMinutes} minutes at most.",
                "Write a shorter time.");
        }
    }

    private static void CheckReference(Rehearsal rehearsal, Procedure procedure, Findings found)
    {
        var reference = rehearsal.Procedure;
        var isOther = reference.Id != procedure.Id || reference.Version != procedure.Version;
        if (isOther || (reference.Digest is { } pinned && pinned != Digest.Of(procedure)))
        {
            found.Add(
                ProblemCode.ProcedureMismatch, "rehearsal.procedure",
                $"The script is for {reference.Id} {reference.Version}"
                + $"{(reference.Digest is { } digest ? $" ({digest.Short})" : string.Empty)}; the procedure is "
                + $"{procedure.Id} {procedure.Version} ({Digest.Of(procedure).Short}).",
                "Look through the script and name the procedure that it is for.");
        }
    }

    private static void CheckStep(
        RehearsedStep rehearsed, Charter charter, Procedure procedure, ValueList<string> standing, string at,
        Findings found)
    {
        if (procedure.FindStep(rehearsed.Step) is not { } step)
        {
            found.Add(
                ProblemCode.UnknownStep, $"{at}.step",
                $"There is no step {rehearsed.Step}."
                + Nearest.Hint(rehearsed.Step.Value, procedure.Steps.Select(one => one.Id.Value)),
                "Name a step of the procedure.");
            return;
        }

        CheckSide(charter, step, rehearsed.Before, [.. Ids(step.Before), .. standing], $"{at}.before", found);
        CheckSide(charter, step, rehearsed.After, [.. Ids(step.After), .. standing], $"{at}.after", found);
        if (rehearsed.Reversal is { } reversal && step.Reversal is { } declared)
        {
            CheckSide(
                charter, step, reversal.Before, [.. Ids(declared.Before), .. standing], $"{at}.reversal.before", found);
            CheckSide(
                charter, step, reversal.After, [.. Ids(declared.After), .. standing], $"{at}.reversal.after", found);
        }
        else if (rehearsed.Reversal is not null)
        {
            found.Add(
                ProblemCode.BadReference, $"{at}.reversal", $"The step {step.Id} has no reversal.", "Take it away.");
        }

        CheckGates(step, rehearsed.Gates ?? [], $"{at}.gates", found);
    }

    // A gate before an action may be the risk policy's own.
    private static void CheckGates(Step step, ValueList<SeededGate> gates, string at, Findings found)
    {
        for (var index = 0; index < gates.Count; index++)
        {
            if (gates[index].Placement switch
            {
                GatePlacement.PostAction => step.GateAfter is null,
                GatePlacement.Checkpoint => step.Checkpoint is null,
                _ => false,
            })
            {
                found.Add(
                    ProblemCode.BadReference, $"{at}[{index}].placement",
                    $"The step {step.Id} has no such gate.", "Seed a gate that the step has.");
            }
        }
    }

    private static void CheckSide(
        Charter charter, Step step, ValueList<RehearsedRead> reads, ValueList<string> known, string at, Findings found)
    {
        CheckNames(reads, known, at, found);
        for (var index = 0; index < reads.Count; index++)
        {
            if (reads[index].Document is { } document
                && ReferenceLint.Refusal(charter, step, document) is { } refusal)
            {
                found.Add(
                    ProblemCode.BadReference, $"{at}[{index}].document", refusal.Sentence,
                    "Refer to the step's arguments and targets only, or write the value out.");
            }
        }
    }

    private static void CheckNames(
        ValueList<RehearsedRead> reads, ValueList<string> known, string at, Findings found)
    {
        for (var index = 0; index < reads.Count; index++)
        {
            if (!known.Contains(reads[index].Read))
            {
                found.Add(
                    ProblemCode.BadReference, $"{at}[{index}].read",
                    $"Nothing is read here under the name {reads[index].Read}.{Nearest.Hint(reads[index].Read, known)}",
                    $"Known are: {string.Join(", ", known)}.");
            }
        }
    }

    private static IEnumerable<string> Ids(ValueList<VerificationRead> reads) => reads.Select(read => read.Id.Value);
}
