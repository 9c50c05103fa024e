using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Common;
using Temporalio.Replay;

// Build ids of workers without a deployment travel in fields that the API calls deprecated.
#pragma warning disable CS0612

namespace Sdk.Tests.Replay;

/// <summary>Which worker's version workflow code is told, task by task.</summary>
public sealed class VersionTests
{
    private static readonly WorkerDeploymentVersion Own = new(string.Empty, "own");
    private readonly HistoryBuilder history = new HistoryBuilder().Started();

    public static TheoryData<WorkflowTaskCompletedEventAttributes, string?> Completions => new()
    {
        { new() { WorkerVersion = new() { BuildId = "1" } }, ".1" },
        { new() { WorkerDeploymentName = "d", WorkerVersion = new() { BuildId = "1" } }, "d.1" },
        { new() { WorkerDeploymentVersion = "d.2", WorkerVersion = new() { BuildId = "1" } }, "d.2" },
        { new() { DeploymentVersion = new() { DeploymentName = "e", BuildId = "3" }, WorkerDeploymentVersion = "d.2" }, "e.3" },
        { new() { WorkerDeploymentVersion = "__unversioned__" }, null },
        { new(), null },
    };

    [Theory]
    [MemberData(nameof(Completions))]
    public void Completion_NamesAVersion_InTheNewestOfItsFields(WorkflowTaskCompletedEventAttributes completed, string? version) =>
        Assert.Equal(version, DeploymentVersions.Of(completed)?.ToCanonicalString());

    [Fact]
    public void Version_OnReplay_IsThatOfEachTask_AndNowThatOfTheWorker()
    {
        Complete("1");
        history.Signaled("s");
        Complete("2");
        history.Signaled("s").OpenTask();
        var machine = new ReplayMachine("ns", version: Own);
        machine.Begin(new(history.Events, history.PreviousStartedId, []));

        Assert.Equal(["1", "2", "own"], Versions(machine));
        Assert.Equal("own", machine.Ask([]).DeploymentVersion?.BuildId);
    }

    [Fact]
    public void Version_InAQueryOfAReplayedRun_IsThatOfItsLastTask()
    {
        Complete("1");
        history.Signaled("s");
        Complete("2");
        var machine = new ReplayMachine("ns", version: Own);
        machine.Begin(new(history.Events, history.PreviousStartedId, []));

        Assert.Equal(["1", "2"], Versions(machine));
        Assert.Equal("2", machine.Ask([]).DeploymentVersion?.BuildId);
    }

    [Fact]
    public void Version_OfTasksThatNameNone_IsTheOneBefore()
    {
        Complete("1");
        history.Signaled("s");
        Complete(null);
        var machine = new ReplayMachine("ns", version: Own);
        machine.Begin(new(history.Events, history.PreviousStartedId, []));

        Assert.Equal(["1", "1"], Versions(machine));
    }

    private static IEnumerable<string?> Versions(ReplayMachine machine)
    {
        while (machine.Next() is { } activation)
        {
            yield return activation.DeploymentVersion?.BuildId;
        }
    }

    private void Complete(string? buildId)
    {
        history.Task();
        if (buildId is not null)
        {
            history.Events.Last(e => e.EventType == EventType.WorkflowTaskCompleted)
                .WorkflowTaskCompletedEventAttributes.WorkerVersion = new() { BuildId = buildId };
        }
    }
}
