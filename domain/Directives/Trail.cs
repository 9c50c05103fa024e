using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// What a run remembers of its entries in order to judge a directive that was decided on an older head: of each subject
/// the last entry that changed it. As long as the documents are, not as the ledger is. Stored shape.
/// </summary>
public sealed record Trail(ValueList<Touch> Touches, ValueList<Stance> Stances)
{
    /// <summary>How many instructions are remembered that another one may contradict.</summary>
    public const int MostStances = 64;

    public static Trail Empty { get; } = new([], []);

    /// <summary>The trail after one more entry; the state is the one that the entry led to.</summary>
    internal Trail After(LedgerEntry entry, RunState state)
    {
        var touches = TouchRules.TouchedBy(entry.Fact, state).Aggregate(
            Touches,
            (all, subject) => all.RemoveAll(one => one.Subject == subject)
                .Add(new Touch(subject, entry.Sequence, NameOf(entry.Fact))));
        return new(touches.RemoveAll(one => IsOfAClosedGate(one, state)), StancesAfter(entry));
    }

    private ValueList<Stance> StancesAfter(LedgerEntry entry)
    {
        if (entry.Fact is not RunFact.DirectiveAccepted accepted
            || StanceRules.Of(accepted.Directive.Instruction) is not var (subject, word))
        {
            return Stances;
        }

        var directive = accepted.Directive;
        var stances = Stances.RemoveAll(one => one.Subject == subject)
            .Add(new Stance(subject, word, directive.Id, directive.Issuer, directive.LeadEpoch, entry.Sequence));
        return stances.Count > MostStances ? stances.Skip(stances.Count - MostStances).ToValueList() : stances;
    }

    private static bool IsOfAClosedGate(Touch touch, RunState state) =>
        touch.Subject.StartsWith(Subjects.GatePrefix, StringComparison.Ordinal)
        && state.Gates.All(gate => Subjects.Gate(gate.Id) != touch.Subject);

    private static string NameOf(RunFact fact) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(fact.GetType().Name);
}
