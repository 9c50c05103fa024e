namespace DirectedExecution.Workflows.Contracts;

/// <summary>Types of application failures. They stand in histories: add, never rename.</summary>
public static class FailureTypes
{
    /// <summary>An action of a repeatable class is in doubt and is tried again with the same key.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>The run could not be opened with what it was given.</summary>
    public const string OpeningRefused = "OpeningRefused";

    /// <summary>The audit store holds another entry under the same number, or the chain does not fit.</summary>
    public const string AuditConflict = "AuditConflict";
}
