using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Workflows;

namespace Temporalio.Replay;

/// <summary>One thing that workflow code asks for. Payloads are not encoded yet.</summary>
internal abstract record WorkflowCommand
{
    private WorkflowCommand()
    {
    }

    internal sealed record StartTimer(uint Seq, Duration Delay, UserMetadata? Metadata) : WorkflowCommand;

    internal sealed record CancelTimer(uint Seq) : WorkflowCommand;

    internal sealed record ScheduleActivity(
        uint Seq,
        ScheduleActivityTaskCommandAttributes Attributes,
        ActivityCancellationType CancellationType,
        UserMetadata? Metadata) : WorkflowCommand;

    internal sealed record CancelActivity(uint Seq) : WorkflowCommand;

    internal sealed record ScheduleLocalActivity(
        LocalActivityRequest Request, ActivityCancellationType CancellationType, UserMetadata? Metadata) : WorkflowCommand;

    internal sealed record CancelLocalActivity(uint Seq) : WorkflowCommand;

    internal sealed record StartChild(
        uint Seq,
        StartChildWorkflowExecutionCommandAttributes Attributes,
        ChildWorkflowCancellationType CancellationType,
        UserMetadata? Metadata) : WorkflowCommand;

    internal sealed record CancelChild(uint Seq, string Reason) : WorkflowCommand;

    internal sealed record SignalExternal(uint Seq, SignalExternalWorkflowExecutionCommandAttributes Attributes) : WorkflowCommand;

    internal sealed record CancelSignalExternal(uint Seq) : WorkflowCommand;

    internal sealed record CancelExternal(uint Seq, RequestCancelExternalWorkflowExecutionCommandAttributes Attributes)
        : WorkflowCommand;

    internal sealed record SetPatchMarker(string PatchId, bool Deprecated) : WorkflowCommand;

    internal sealed record UpsertSearchAttributes(SearchAttributes Attributes) : WorkflowCommand;

    internal sealed record ModifyMemo(Memo Upserted) : WorkflowCommand;

    internal sealed record AcceptUpdate(string ProtocolInstanceId) : WorkflowCommand;

    internal sealed record RejectUpdate(string ProtocolInstanceId, Failure Failure) : WorkflowCommand;

    /// <summary>An accepted update ended: with a result (or none) when there is no failure.</summary>
    internal sealed record FinishUpdate(string ProtocolInstanceId, Payload? Result, Failure? Failure) : WorkflowCommand;

    /// <summary>The workflow ends: completed, failed, cancelled or continued as new.</summary>
    internal sealed record End(Command Command) : WorkflowCommand;
}
