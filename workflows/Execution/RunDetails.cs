using System.Globalization;
using System.Text;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Workflows.Execution;

/// <summary>What the Temporal Web UI shows of a run: what it waits for first, then where each step stands.</summary>
internal static class RunDetails
{
    public static string Markdown(RunState state, LedgerBook book, AuditProjector projector)
    {
        var text = new StringBuilder();
        if (state.IsRehearsal)
        {
            text.AppendLine("**REHEARSAL**: no real system is touched or read.");
            text.AppendLine();
        }

        text.AppendLine(Line($"**{WaitingFor(state)}**"));
        text.AppendLine();
        text.AppendLine(Line($"{state.Charter.Objective}"));
        text.AppendLine();
        text.AppendLine(Line($"Lead **{state.Lead}** (epoch {state.LeadEpoch}), {state.Status}, stage {state.Stage}."));
        text.AppendLine();
        foreach (var line in Lanes(state))
        {
            text.AppendLine(line);
        }

        text.AppendLine("| step | state |");
        text.AppendLine("|---|---|");
        foreach (var step in state.Steps)
        {
            var title = state.Procedure.FindStep(step.Id)?.Title;
            text.AppendLine(Line($"| `{step.Id}` {title} | {StepStatuses.Of(step)} |"));
        }

        text.AppendLine();
        text.Append(Line($"Ledger {state.Head.Sequence} entries, head `{state.Head.Digest.Short}`; "));
        text.Append(projector.Conflict is { } conflict
            ? Line($"**the audit store refuses the ledger: {conflict}**")
            : Line($"{book.PendingCount} not yet in the audit store."));
        return text.ToString();
    }

    private static IEnumerable<string> Lanes(RunState state)
    {
        if (LaneView.Of(state) is { } lanes)
        {
            yield return "| lane | state | waits for |";
            yield return "|---|---|---|";
            foreach (var lane in lanes)
            {
                yield return Line($"| `{lane.Id}` {lane.Title} | {lane.Status} | {Cell(lane.WaitsFor)} |");
            }

            yield return string.Empty;
        }

        var decisions = DecisionView.Of(state) ?? [];
        foreach (var point in decisions)
        {
            yield return point.Decided is { } made
                ? Line($"Decision `{point.Id}`: **{made.Option}**, by {made.By}.")
                : Line($"Decision `{point.Id}`: {point.Question} ({(point.IsDue ? "due" : "not yet")})");
            yield return string.Empty;
        }
    }

    private static string Cell(string text) =>
        text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static string WaitingFor(RunState state) => state.Blocked switch
    {
        { Owners.IsEmpty: false } reason =>
            $"{Ended(reason.Sentence)} Waits for {string.Join(", ", reason.Owners)}.",
        { } reason => Ended(reason.Sentence),
        null => $"Waits for the next directive of {state.Lead}.",
    };

    /// <summary>A reason may quote what was read, and then ends as that does.</summary>
    private static string Ended(string sentence) => sentence is [.., '.' or '!' or '?'] ? sentence : sentence + ".";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
