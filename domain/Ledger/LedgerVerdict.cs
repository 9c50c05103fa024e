namespace DirectedExecution.Domain.Ledger;

/// <summary>How many entries are whole, up to where, and the first damage if there is one.</summary>
public sealed record LedgerVerdict(long IntactEntries, LedgerHead Head, LedgerDamage? Damage = null)
{
    public bool IsIntact => Damage is null;
}
