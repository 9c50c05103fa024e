namespace DirectedExecution.Activities.Tools;

/// <summary>Reason codes of tool results. They stand in ledgers: add, never rename.</summary>
public static class ToolCodes
{
    public const string AwaitsPerson = "AwaitsPerson";
    public const string Canceled = "Canceled";
    public const string CredentialMissing = "CredentialMissing";
    public const string IsolationMissing = "IsolationMissing";
    public const string KeyReused = "KeyReused";
    public const string LeftoverProcesses = "LeftoverProcesses";
    public const string NotAllowed = "NotAllowed";
    public const string NotConnected = "NotConnected";
    public const string NotFound = "NotFound";
    public const string NotReadable = "NotReadable";
    public const string NotReadOnly = "NotReadOnly";
    public const string ParameterInvalid = "ParameterInvalid";
    public const string PreconditionFailed = "PreconditionFailed";
    public const string Rejected = "Rejected";
    public const string ReplyLost = "ReplyLost";
    public const string ReportedFailure = "ReportedFailure";
    public const string RolledBack = "RolledBack";
    public const string TimedOut = "TimedOut";
    public const string ToolBroken = "ToolBroken";
    public const string ToolUnknown = "ToolUnknown";
}
