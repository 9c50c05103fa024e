using System.Globalization;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Verification;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>What only some gates have: voices, claims, risk scores, answers, changes, moments that are ahead.</summary>
internal static class GateDetails
{
    public static void Write(IAnsiConsole console, Gate gate)
    {
        var packet = gate.Packet;
        Decision(console, gate);
        if (packet.Completeness is { } complete)
        {
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"completeness  {complete.Answered} of {complete.Asked} readings answered, {complete.AsExpected} as " +
                $"expected, the oldest {complete.OldestAge.TotalSeconds:0} s old"));
        }

        if (packet.Score is { } score)
        {
            var precedents = score.Precedents is { } count ? Survey.Say(count) : "precedents not known";
            console.Line($"risk score    {Words.Of(score.Tier)}; {precedents}; policy {score.PolicyDigest.Short}");
            foreach (var reason in score.Reasons)
            {
                console.Line($"  - [{Words.Of(reason.Tier)}] {reason.Sentence}");
            }
        }

        if (packet.Edit is { } edit)
        {
            console.Line($"changed       by {edit.By}: {edit.Reason}");
            console.Line($"  - before: {edit.StepBefore} {edit.ArgumentsBefore.Text} ({edit.ActionBefore.Short})");
            console.Line($"  - after:  {edit.StepAfter} {edit.ArgumentsAfter.Text} ({edit.ActionAfter.Short})");
        }

        if (packet.AnnexReaders is { } readers)
        {
            console.Line($"sensitive     may be read by {(readers.IsEmpty ? "nobody" : string.Join(", ", readers))}");
        }

        foreach (var asked in packet.Information ?? [])
        {
            console.Line($"asked         {asked.By}: {asked.Question}");
            console.Line($"  - {asked.From?.Value ?? "read " + asked.Read}: {asked.Answer ?? "see the evidence"}");
        }

        foreach (var other in packet.Others ?? [])
        {
            console.Line($"other run     {other.Run} did {other.Step} on {other.Target} at {Times.Of(other.At)}");
        }

        Verified(console, packet.VerifiedState ?? []);
    }

    private static void Decision(IAnsiConsole console, Gate gate)
    {
        foreach (var voice in gate.Voices)
        {
            console.Line(
                $"agreed        {voice.By}{(voice.OnBehalfOf is { } other ? $" for {other}" : string.Empty)}" +
                $"{(voice.Comment is { } comment ? $": {comment}" : string.Empty)}");
        }

        if (gate.Claim is { } claim)
        {
            console.Line($"claimed       by {claim.By} until {Times.Of(claim.Until)}");
        }

        if (gate.DelayedUntil is { } delayed)
        {
            console.Line($"put off       until {Times.Of(delayed)}");
        }

        foreach (var rung in gate.Rungs ?? [])
        {
            console.Line($"{Words.Of(rung.Kind),-13} {Times.Of(rung.At)}");
        }
    }

    private static void Verified(IAnsiConsole console, ValueList<VerifiedFact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        console.Line("verified so far");
        var table = Tables.Of(console, "fact", "source", "value", "verdict", "read at", "step");
        foreach (var fact in facts)
        {
            table.Row(
                console,
                fact.Fact,
                fact.Source,
                fact.Annex is { } annex ? $"see {annex.Id}" : fact.Value?.Text ?? "-",
                Words.Of(fact.Verdict),
                Times.Of(fact.TakenAt),
                fact.Step.Value);
        }

        console.Write(table);
    }
}
