using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Sdk.V1;

namespace Temporalio.Worker;

/// <summary>What a run answers to one workflow task; everything in it is encoded and ready to send.</summary>
internal abstract record WorkflowTaskResult
{
    private WorkflowTaskResult()
    {
    }

    /// <summary>The task is done: RespondWorkflowTaskCompleted.</summary>
    /// <param name="Commands">Commands in order.</param>
    /// <param name="QueryResults">Answers by query id; empty without queries.</param>
    /// <param name="Messages">Protocol messages (update answers).</param>
    /// <param name="SdkMetadata">Flags, name and version to record, or null when there is nothing new.</param>
    /// <param name="VersioningBehavior">Versioning behaviour of the workflow.</param>
    /// <param name="IsTerminal">Whether a command closes the run: evict it once the server has accepted.</param>
    internal sealed record Completed(
        IReadOnlyList<Command> Commands,
        IReadOnlyDictionary<string, WorkflowQueryResult> QueryResults,
        IReadOnlyList<Message> Messages,
        WorkflowTaskCompletedMetadata? SdkMetadata,
        VersioningBehavior VersioningBehavior,
        bool IsTerminal) : WorkflowTaskResult
    {
        /// <summary>
        /// Gets a value indicating whether the server is to give the next task at once: local activities go on, and the task
        /// that waited for them was out of time.
        /// </summary>
        public bool ForcesNewTask { get; init; }

        /// <summary>Gets the attempts of local activities in this task that were not their first.</summary>
        public int LaterLocalAttempts { get; init; }
    }

    /// <summary>
    /// The task failed: RespondWorkflowTaskFailed (first attempt only), and in any case evict the run.
    /// </summary>
    /// <param name="Cause">Cause to report.</param>
    /// <param name="Failure">Failure to report, encoded.</param>
    /// <param name="Exception">What happened, for the worker's log.</param>
    internal sealed record Failed(WorkflowTaskFailedCause Cause, Failure Failure, Exception Exception) : WorkflowTaskResult;

    /// <summary>The legacy query got an answer: RespondQueryTaskCompleted with ANSWERED.</summary>
    /// <param name="Answer">The encoded answer.</param>
    internal sealed record QueryAnswered(Payloads Answer) : WorkflowTaskResult;

    /// <summary>The legacy query failed: RespondQueryTaskCompleted with FAILED.</summary>
    /// <param name="Message">Error message.</param>
    /// <param name="Failure">The encoded failure.</param>
    /// <param name="Evict">Whether the run itself is broken (replay failed) and must be evicted.</param>
    internal sealed record QueryFailed(string Message, Failure Failure, bool Evict) : WorkflowTaskResult;
}
