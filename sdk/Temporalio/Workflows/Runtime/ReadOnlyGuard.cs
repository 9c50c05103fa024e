namespace Temporalio.Workflows.Runtime;

/// <summary>
/// Whether code runs that must not change the workflow: queries and validators, and, frozen, the callback that decides
/// about a patch. What is refused says so in the official words.
/// </summary>
internal sealed class ReadOnlyGuard
{
    /// <summary>What the code that issues commands itself does, in words of ours.</summary>
    public const string IssueCommands = "issue commands";

    private bool isFrozen;

    /// <summary>Gets what runs and must not change anything, or null.</summary>
    public string? Reason { get; private set; }

    public void Run(string what, Action action, bool isFrozen)
    {
        (Reason, this.isFrozen) = (what, isFrozen);
        try
        {
            action();
        }
        finally
        {
            (Reason, this.isFrozen) = (null, false);
        }
    }

    public void RequireHandlersChangeable() => RequireChangeable("modify workflow handlers");

    /// <exception cref="InvalidOperationException">Such code runs.</exception>
    public void RequireChangeable(string operation) => Require(Reason is null, operation);

    /// <exception cref="InvalidOperationException">The callback runs.</exception>
    public void RequireUnfrozen(string operation) => Require(!isFrozen, operation);

    private static void Require(bool isAllowed, string operation)
    {
        if (!isAllowed)
        {
            throw new InvalidOperationException($"Cannot {operation} in this context");
        }
    }
}
