using DirectedExecution.DevServer.Visibility;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>
/// Lists show times in microseconds, as the visibility store of the real server keeps them; describe shows them whole.
/// </summary>
internal static class ListedTimes
{
    /// <summary>A copy: the stored info is never changed.</summary>
    public static WorkflowExecutionInfo Cut(WorkflowExecutionInfo run)
    {
        var listed = run.Clone();
        listed.StartTime = Cut(run.StartTime);
        listed.ExecutionTime = Cut(run.ExecutionTime);
        listed.CloseTime = Cut(run.CloseTime);
        return listed;
    }

    private static Timestamp? Cut(Timestamp? time) =>
        time is null ? null : Timestamp.FromDateTimeOffset(SearchAttributeValue.Truncate(time.ToDateTimeOffset()));
}
