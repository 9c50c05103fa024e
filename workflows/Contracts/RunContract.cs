namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// The names by which a directed run is reached. They stand in histories and scripts: add, never rename.
/// </summary>
public static class RunContract
{
    public const string WorkflowType = "DirectedRun";

    /// <summary>The queue that directed workers poll unless they are told otherwise.</summary>
    public const string DefaultTaskQueue = "directed-execution";

    /// <summary>The one channel for human instructions; its argument is a directive as JSON.</summary>
    public const string DirectiveSignal = "directive";

    public const string StatusQuery = "status";

    public const string LedgerQuery = "ledger";

    public const string GatesQuery = "gates";

    public const string PacketQuery = "packet";

    public const string PacketTextQuery = "packet-markdown";

    public const string OutcomeQuery = "outcome";

    public const string ObjectiveMemo = "objective";

    public const string CharterDigestMemo = "charterDigest";

    public const string ProcedureDigestMemo = "procedureDigest";

    /// <summary>There in rehearsals only.</summary>
    public const string ModeMemo = "mode";
}
