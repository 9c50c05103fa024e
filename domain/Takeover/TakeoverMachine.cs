using System.Collections.Frozen;
using static DirectedExecution.Domain.Takeover.TakeoverStage;
using Trigger = DirectedExecution.Domain.Takeover.TakeoverTrigger;

namespace DirectedExecution.Domain.Takeover;

/// <summary>The stages of a takeover as a table.</summary>
public static class TakeoverMachine
{
    /// <summary>Every arrow: from, by, to.</summary>
    public static IReadOnlyList<(TakeoverStage From, TakeoverTrigger By, TakeoverStage To)> Arrows { get; } = [
        (Proposed, Trigger.Approve, ReadingBack),
        (Proposed, Trigger.Cancel, Cancelled),
        (ReadingBack, Trigger.Confirm, ReadingBack),
        (ReadingBack, Trigger.ConfirmLast, ReadBackComplete),
        (ReadingBack, Trigger.Renew, ReadingBack),
        (ReadingBack, Trigger.Cancel, Cancelled),
        (ReadBackComplete, Trigger.Renew, ReadingBack),
        (ReadBackComplete, Trigger.Accept, Accepted),
        (ReadBackComplete, Trigger.Cancel, Cancelled),
    ];

    private static readonly FrozenDictionary<(TakeoverStage, TakeoverTrigger), TakeoverStage> Table =
        Arrows.ToFrozenDictionary(arrow => (arrow.From, arrow.By), arrow => arrow.To);

    public static bool Has(TakeoverStage from, TakeoverTrigger by) => Table.ContainsKey((from, by));

    /// <summary>The next stage. Throws on an arrow that is not there.</summary>
    public static TakeoverStage Next(TakeoverStage from, TakeoverTrigger by) =>
        Table.TryGetValue((from, by), out var to)
        ? to
        : throw new InvalidOperationException($"A takeover that is {from} cannot take {by}.");
}
