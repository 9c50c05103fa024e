using System.Globalization;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Lead;

/// <summary>
/// The screen of a lead: what the run waits for and why nothing goes on first, then steps, gates, verified state,
/// the newest ledger entries, the answer to what was said last. It shows and never proposes.
/// </summary>
internal static class LeadScreen
{
    private const int LongestSentence = 3;

    /// <summary>An answer longer than this takes the room of what is not urgent.</summary>
    private const int LongAnswer = 8;

    public static IReadOnlyList<ScreenLine> Draw(LeadView view, int width, int height, bool unicode)
    {
        var page = new Page(Math.Max(40, width - 1), unicode);
        var head = Head(view, page);
        var prompt = new ScreenLine(page.Tail($"{view.Status.Run} as {view.Person}> {view.Typed}"), Tone.Strong);
        var room = height - head.Count - 1;
        var parts = Parts(view, page).FindAll(part => !part.IsQuiet || view.Answer.Count <= LongAnswer);
        var rows = Rooms.Share([.. parts.Select(part => part.Rows.Count)], room - parts.Count);
        List<ScreenLine> lines = [.. head];
        foreach (var (part, most) in parts.Zip(rows))
        {
            lines.Add(new($"-- {part.Title} ".PadRight(page.Width, '-'), Tone.Faint));
            lines.AddRange(part.Shown(most, page));
        }

        return [.. lines.Take(Math.Max(1, height - 1)), prompt];
    }

    private static List<ScreenLine> Head(LeadView view, Page page)
    {
        var run = view.Status;
        List<ScreenLine> lines =
        [
            .. run.Mode == RunMode.Rehearsal
                ? [new ScreenLine(page.Fit(StatusText.Rehearsal), Tone.Alarm)]
                : (ScreenLine[])[],
            new(page.Fit(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Run}   {Words.Of(run.Status)}, {Words.Of(run.Stage)}   lead {run.Lead}, epoch {run.LeadEpoch}"
                + $"   entry {run.LedgerHead.Sequence}   {Times.Of(view.Now)}"))),
            new(page.Fit(run.Objective)),
        ];
        if (view.Trouble is { } trouble)
        {
            lines.Add(new(page.Fit($"NOT CURRENT: {trouble}"), Tone.Alarm));
        }

        lines.AddRange(page.Sentence("waits for  ", run.WaitsFor, LongestSentence, Tone.Strong));
        if (run.Blocked is { } blocked)
        {
            lines.AddRange(page.Sentence(
                "blocked    ", $"{Words.Of(blocked.Code)}: {blocked.Sentence}", LongestSentence, Tone.Alarm));
        }

        return lines;
    }

    // In the order of the screen. An empty part is not shown: no headline without a line.
    private static List<Part> Parts(LeadView view, Page page) => new List<Part>
    {
        new("steps", [.. view.Status.Steps.Select(step => Step(view.Status, step, page))]),
        new("gates", [.. view.Status.Gates.Select(gate => Gate(gate, page))]),
        new("amendment", [.. Amendment(view.Status, page)]),
        new("contradictions and blocks", [.. Holds(view.Status, page)]),
        new("verified state", [.. view.Status.VerifiedState.Select(fact => new ScreenLine(page.Fit(
            $"{fact.Fact} = {fact.Value?.Text ?? "-"}   {Words.Of(fact.Verdict)}   by {fact.Source}"
            + $"   {Age(view.Now - fact.TakenAt)}")))], IsQuiet: true),
        new("ledger", [.. view.Recent.Select(entry => Entry(entry, page))], ShowsEnd: true, IsQuiet: true),
        new("answer", [.. view.Answer.Select(line => new ScreenLine(page.Fit(line), Tone.Strong))]),
    }.FindAll(part => part.Rows.Count > 0);

    private static ScreenLine Entry(LedgerEntry entry, Page page) => new(page.Fit(string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Sequence,5} {Times.Of(entry.At)} {entry.Actor}: {LedgerLine.Of(entry)}")));

    private static ScreenLine Step(RunStatusView run, StepView step, Page page)
    {
        var mark = run.CurrentStep == step.Id ? ">" : " ";
        var until = step.ReversibleUntil is { } end ? $"   reversible until {Times.Of(end)}" : string.Empty;
        return new(
            page.Fit($"{mark} {step.Id,-24} {Words.Of(step.Status),-14} {step.Title}{until}"),
            run.CurrentStep == step.Id ? Tone.Strong : Tone.Plain);
    }

    private static ScreenLine Gate(Gate gate, Page page)
    {
        var approved = gate.Approval is { } approval ? $"approved by {approval.By}" : "open";
        var deciders = string.Join(" or ", gate.Packet.Urgency.WhoDecides.Select(person => person.Value));
        var end = gate.ExpiresAt is { } at ? $"   until {Times.Of(at)}" : string.Empty;
        return new(
            page.Fit($"{gate.Id}   {Words.Of(gate.Policy.Tier)}, {approved}   {deciders} decides{end}"), Tone.Strong);
    }

    private static IEnumerable<ScreenLine> Amendment(RunStatusView run, Page page) => run.Amendment is not { } amendment
        ? []
        :
        [
            new(
                page.Fit($"{amendment.By}: {amendment.Reason}   "
                    + (amendment.Missing is { } missing ? $"needs {missing}" : "agreed, not confirmed")),
                Tone.Strong),
            .. amendment.Changes.Select(change => new ScreenLine(page.Fit($"  {change}"))),
        ];

    private static IEnumerable<ScreenLine> Holds(RunStatusView run, Page page) =>
    [
        .. run.Contradictions.Select(one => new ScreenLine(
            page.Fit($"{one.Id}   {one.Fact} at {one.Step}: " + string.Join(
                "; ", one.Sides.Select(side => $"{side.Source} says {side.Value?.Text ?? "nothing"}"))),
            Tone.Alarm)),
        .. run.Blocks.Select(one => new ScreenLine(
            page.Fit($"{one.Id}   {Words.Of(one.Kind)} at {one.Step}: {one.Sentence}"), Tone.Alarm)),
    ];

    private static string Age(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{age switch
    {
        { TotalMinutes: < 2 } => $"{Math.Max(0, age.TotalSeconds):0} s",
        { TotalHours: < 2 } => $"{age.TotalMinutes:0} min",
        _ => $"{age.TotalHours:0} h",
    }} ago");
}
