namespace DirectedExecution.Workflows.Contracts;

/// <summary>Asks for entries from a sequence number on (1 is the first of the chain).</summary>
public sealed record LedgerPageRequest(long From = 1, int Limit = LedgerPageRequest.MostEntries)
{
    /// <summary>Entries of one page at most.</summary>
    public const int MostEntries = 200;
}
