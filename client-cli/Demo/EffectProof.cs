using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// Holds what the ledger says was done against what the target itself counted: each action of a kind that can be
/// counted once under its key, exactly once; nothing under a key that the ledger does not know.
/// </summary>
internal sealed class EffectProof
{
    /// <summary>One of these for each key; the rest (single orders put back) are many by nature.</summary>
    private static readonly HashSet<string> OncePerKey = new(StringComparer.Ordinal)
    {
        "boot", "drain", "quarantine-released", "reindex-started", "reindex-finished", "metrics-refreshed",
        "order-placed",
    };

    /// <summary>Effects that the service counts without a key: it cannot know who changed its flag file.</summary>
    private const string WithoutKey = "flags-changed";

    private readonly Dictionary<string, Attempt> attempts;
    private readonly HashSet<AttemptId> dispatched;
    private readonly IReadOnlyList<SiteEffect> effects;

    public EffectProof(IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<SiteEffect> effects)
    {
        this.effects = [.. effects.Where(effect => effect.Key.Length > 0 && effect.Kind != WithoutKey)];
        attempts = ledger.Select(entry => entry.Fact).OfType<RunFact.StepDirected>().Select(fact => fact.Attempt)
            .ToDictionary(attempt => attempt.IdempotencyKey, StringComparer.Ordinal);
        dispatched = [
            .. ledger.Select(entry => entry.Fact).OfType<RunFact.ActionDispatched>().Select(fact => fact.Attempt)];
    }

    /// <summary>What was counted, by the attempt that it belongs to.</summary>
    public IEnumerable<(string Kind, string Attempt, long Count)> Lines() => effects.Select(effect =>
        (
            effect.Kind,
            attempts.TryGetValue(effect.Key, out var attempt) ? attempt.Id.Value : $"unknown key {effect.Key}",
            effect.Count));

    /// <summary>What does not fit, or empty.</summary>
    public IReadOnlyList<string> Check(long deadAtStart) =>
    [
        .. effects.Where(effect => OncePerKey.Contains(effect.Kind) && effect.Count != 1)
            .Select(effect => $"{effect.Kind} happened {effect.Count} times under key {effect.Key}"),
        .. effects.Where(effect => !attempts.ContainsKey(effect.Key))
            .Select(effect => $"{effect.Kind} happened under key {effect.Key}, which the ledger does not know"),
        .. effects.Where(
            effect => attempts.TryGetValue(effect.Key, out var attempt) && !dispatched.Contains(attempt.Id))
            .Select(
                effect =>
                    $"{effect.Kind} happened under attempt {attempts[effect.Key].Id}, which was never dispatched"),
        .. effects.Where(effect => effect.Kind == "order-requeued" && effect.Count > deadAtStart)
            .Select(effect => $"{effect.Count} dead letters were put back, and there were {deadAtStart}"),
    ];
}
