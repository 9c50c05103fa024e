namespace DirectedExecution.DevServer.Engine;

/// <summary>Why a run must be looked at at some moment.</summary>
internal enum DeadlineKind
{
    ExecutionTimeout,
    RunTimeout,
    FirstWorkflowTask,
    WorkflowTaskStartToClose,
    WorkflowTaskScheduleToStart,
    ActivityDispatch,
    ActivityScheduleToClose,
    ActivityScheduleToStart,
    ActivityStartToClose,
    ActivityHeartbeat,
    Timer,
}
