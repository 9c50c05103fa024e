using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// What a script has no answer for. Nothing is wrong with that: such a call is refused when it comes.
/// </summary>
public static class RehearsalGaps
{
    public static ValueList<string> Of(Rehearsal rehearsal, Charter charter, Procedure procedure)
    {
        var standing = RehearsalLint.Standing(charter, procedure)
            .RemoveAll(read => rehearsal.Standing.Any(one => one.Read == read))
            .Select(read => $"{read}: no answer, so nothing can be done");
        return [.. standing, .. procedure.Steps.SelectMany(step => Of(rehearsal, step))];
    }

    private static IEnumerable<string> Of(Rehearsal rehearsal, Step step)
    {
        var entries = rehearsal.Steps.RemoveAll(one => one.Step != step.Id);
        if (entries.IsEmpty)
        {
            return [$"{step.Id}: no answers; it is blocked when it is directed"];
        }

        return entries.SelectMany(entry => Missing(
            $"{step.Id}{(entry.Attempt is { } number ? $" (attempt {number})" : string.Empty)}", step, entry));
    }

    private static IEnumerable<string> Missing(string name, Step step, RehearsedStep entry)
    {
        var missing = Unanswered(step.Before, entry.Before, "before")
            .Concat(entry.Action is null ? ["the action"] : [])
            .Concat(Unanswered(step.After, entry.After, "after"))
            .ToList();
        if (step.Reversal is not null && entry.Reversal is null)
        {
            missing.Add("its reversal");
        }

        return missing.Count == 0 ? [] : [$"{name}: no answer for {string.Join(", ", missing)}"];
    }

    private static IEnumerable<string> Unanswered(
        ValueList<VerificationRead> asked, ValueList<RehearsedRead> answered, string side) => asked
        .Where(read => answered.All(one => one.Read != read.Id.Value))
        .Select(read => $"{read.Id} {side}");
}
