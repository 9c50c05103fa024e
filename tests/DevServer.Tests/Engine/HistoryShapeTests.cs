using Temporalio.Api.Enums.V1;

namespace DevServer.Tests.Engine;

/// <summary>Histories captured from the real server, event by event; with and without restarts between any two turns.</summary>
public sealed class HistoryShapeTests
{
    private const string FirstTask =
        "1:WorkflowExecutionStarted 2:WorkflowTaskScheduled 3:WorkflowTaskStarted 4:WorkflowTaskCompleted ";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Activity_Completed_StartedIsWrittenWithTheEnd(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity());
        var task = bench.PollActivity();
        Assert.Equal(5, bench.Events().Count);
        bench.CompleteActivity(task);
        bench.Work(Make.Complete());

        Assert.Equal(
            FirstTask + "5:ActivityTaskScheduled 6:ActivityTaskStarted 7:ActivityTaskCompleted " +
            "8:WorkflowTaskScheduled 9:WorkflowTaskStarted 10:WorkflowTaskCompleted 11:WorkflowExecutionCompleted",
            bench.Shape());
        var completed = bench.Events()[6].ActivityTaskCompletedEventAttributes;
        Assert.Equal((5, 6), (completed.ScheduledEventId, completed.StartedEventId));
        var info = bench.Describe().WorkflowExecutionInfo;
        Assert.Equal(7, info.StateTransitionCount);
        Assert.Equal(WorkflowExecutionStatus.Completed, info.Status);
    }
}
