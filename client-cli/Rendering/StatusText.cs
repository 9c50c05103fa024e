using System.Globalization;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Where a run stands, for people.</summary>
internal static class StatusText
{
    public const string Rehearsal = "REHEARSAL  no real system is touched or read; a script answers for them";

    public static void Write(IAnsiConsole console, RunStatusView run)
    {
        Mode(console, run);
        console.Line(
            $"run        {run.Run}{(run.Predecessor is { } before ? $" (continues {before})" : string.Empty)}");
        console.Line($"objective  {run.Objective}");
        console.Line($"lead       {run.Lead}, epoch {run.LeadEpoch.ToString(CultureInfo.InvariantCulture)}");
        console.Line($"state      {Words.Of(run.Status)}, stage {Words.Of(run.Stage)}");
        console.Line($"head       {LedgerHeadText.Of(run.LedgerHead)}");
        console.Line($"waits for  {run.WaitsFor}");
        Lanes(console, run);
        Steps(console, run);
        Gates(console, run.Gates);
        Holds(console, run);
        if (run.Amendment is { } amendment)
        {
            AmendmentText.Write(console, amendment);
        }

        Marks(console, run);
    }

    /// <summary>The first line of everything about a rehearsal.</summary>
    public static void Mode(IAnsiConsole console, RunStatusView run)
    {
        if (run.Mode == RunMode.Rehearsal)
        {
            console.Line(Rehearsal);
        }
    }

    public static void Allowed(IAnsiConsole console, RunId run, IReadOnlyList<Allowed> allowed)
    {
        if (allowed.Count == 0)
        {
            console.Line("allowed now: nothing");
            return;
        }

        console.Line("allowed now (which one, if any, is the human's to say):");
        var table = Tables.Of(console, "command", "by");
        foreach (var one in allowed)
        {
            table.Row(console, CommandText.Of(run, one.Instruction), People(one.From));
        }

        console.Write(table);
    }

    public static void Gates(IAnsiConsole console, IReadOnlyList<Gate> gates)
    {
        if (gates.Count == 0)
        {
            return;
        }

        var table = Tables.Of(
            console, "gate", "step", "asks for", "what", "directed by", "approvers", "expires", "approved by");
        foreach (var gate in gates)
        {
            table.Row(
                console,
                gate.Id.Value,
                gate.Packet.Step.Value,
                Words.Of(gate.Policy.Tier),
                gate.Packet.Summary,
                gate.Packet.DirectedBy.Value,
                People(gate.Packet.Urgency.WhoDecides),
                gate.ExpiresAt is { } end ? Times.Of(end) : "never",
                gate.Approval?.By.Value);
        }

        console.Write(table);
    }

    private static void Lanes(IAnsiConsole console, RunStatusView run)
    {
        if (run.Lanes is { } lanes)
        {
            var table = Tables.Of(console, "lane", "state", "lead", "step", "waits for");
            foreach (var lane in lanes)
            {
                table.Row(
                    console, lane.Id.Value, Words.Of(lane.Status), lane.Lead.Value, lane.CurrentStep?.Value,
                    lane.WaitsFor);
            }

            console.Write(table);
        }

        foreach (var point in run.Decisions ?? [])
        {
            console.Line($"decision {point.Id}: {point.Question}");
            console.Line(point.Decided is { } made
                ? $"  {made.Option}, decided by {made.By}: {made.Reason}"
                : $"  {string.Join(" | ", point.Options.Select(option => $"{option.Id}: {option.Statement}"))}");
            if (point.NotYetBecause is { } why)
            {
                console.Line($"  not yet: {why}");
            }
        }
    }

    private static void Steps(IAnsiConsole console, RunStatusView run)
    {
        var isLaned = run.Lanes is not null;
        string[] columns = ["step", "state", "class", "attempts", "what", "note"];
        var table = Tables.Of(console, isLaned ? [.. columns, "lane"] : columns);
        foreach (var step in run.Steps)
        {
            string?[] lane = isLaned ? [step.Lane?.Value ?? "all"] : [];
            table.Row(
                console,
                [step.Id.Value,
                Words.Of(step.Status),
                Words.Of(step.Class),
                step.Attempts.ToString(CultureInfo.InvariantCulture),
                step.Title,
                step.SkippedBecause ?? Note(step),
                .. lane]);
        }

        console.Write(table);
    }

    private static string? Note(StepView step) => step switch
    {
        { ReversalLapsedAt: { } lapsed } => $"{step.Report} (reversal lapsed {Times.Of(lapsed)})".TrimStart(),
        { ReversibleUntil: { } until } => $"{step.Report} (reversible until {Times.Of(until)})".TrimStart(),
        _ => step.Report,
    };

    private static void Holds(IAnsiConsole console, RunStatusView run)
    {
        foreach (var one in run.Contradictions)
        {
            console.Line($"contradiction {one.Id} about {one.Fact} at step {one.Step}:");
            foreach (var side in one.Sides)
            {
                console.Line(
                    $"  {side.Source} says {side.Value?.Text ?? "nothing"} ({Words.Of(side.Verdict)}): " +
                    $"{side.Explanation}");
            }
        }

        foreach (var block in run.Blocks)
        {
            console.Line($"block {block.Id} ({Words.Of(block.Kind)}) at step {block.Step}: {block.Sentence}");
        }

        if (run.Takeover is { Stage: not (TakeoverStage.Accepted or TakeoverStage.Cancelled) } takeover)
        {
            var lane = takeover.Lane is { } named ? $" of lane {named}" : string.Empty;
            console.Line(
                $"takeover {takeover.Id}{lane} from {takeover.From} to {takeover.To}: {Words.Of(takeover.Stage)}");
        }
    }

    private static void Marks(IAnsiConsole console, RunStatusView run)
    {
        if (run.Marks is not { IsEmpty: false } marks)
        {
            return;
        }

        var table = Tables.Of(console, "seeded gate", "step", "right", "given", "by", "after", "what there was to see");
        foreach (var mark in marks)
        {
            table.Row(
                console,
                mark.Gate.Value,
                mark.Step.Value,
                Words.Of(mark.Right),
                $"{Words.Of(mark.Given)} ({(mark.IsRight ? "right" : "wrong")})",
                mark.By?.Value,
                string.Create(CultureInfo.InvariantCulture, $"{mark.OpenFor.TotalSeconds:0} s"),
                mark.Because);
        }

        console.Write(table);
    }

    private static string People(IEnumerable<PersonId> people) =>
        string.Join(", ", people.Select(person => person.Value));
}
