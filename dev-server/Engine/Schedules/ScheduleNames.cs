namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// Names that clients see of schedules. Officially each is a run of a hidden workflow, and lists, counts and refusals
/// tell of that run.
/// </summary>
internal static class ScheduleNames
{
    public const string WorkflowIdPrefix = "temporal-sys-scheduler:";
    public const string WorkflowType = "temporal-sys-scheduler-workflow";
    public const string TaskQueue = "temporal-sys-per-ns-tq";
    public const string Division = "TemporalScheduler";
    public const string DivisionField = "TemporalNamespaceDivision";

    /// <summary>The field of the memo that holds what lists show.</summary>
    public const string MemoField = "ScheduleInfo";

    /// <summary>What queries call the id of a schedule.</summary>
    public const string IdField = "ScheduleId";

    public const string PausedField = "TemporalSchedulePaused";
    public const string StartedByField = "TemporalScheduledById";
    public const string StartedForField = "TemporalScheduledStartTime";

    /// <summary>What is said of the hidden run, whatever a caller sets.</summary>
    public static readonly IReadOnlyList<string> HiddenFields =
        [PausedField, DivisionField, "BinaryChecksums", "BuildIds"];

    public const string CancelReason = "cancelled by schedule overlap policy";
    public const string TerminateReason = "terminated by schedule overlap policy";

    public static string WorkflowId(string scheduleId) => WorkflowIdPrefix + scheduleId;

    /// <summary>Who a schedule says it is, to the runs that it starts and ends.</summary>
    public static string Identity(string namespaceName, string scheduleId) =>
        $"temporal-scheduler-{namespaceName}-{scheduleId}";
}
