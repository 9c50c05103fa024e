using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Options of a run that are changed while it is under way.</summary>
public sealed class WorkflowOptionTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Priority_ChangedInParts_KeepsTheRest_AndStandsInHistoryWithItsAuthor()
    {
        bench.Start(request => request.Priority = new() { PriorityKey = 4, FairnessKey = "a", FairnessWeight = 2 });
        bench.Work();

        var options = Update(new() { Priority = new() { PriorityKey = 1, FairnessKey = "b" } }, "priority.priority_key");

        var expected = new Priority { PriorityKey = 1, FairnessKey = "a", FairnessWeight = 2 };
        Assert.Equal(expected, options.Priority);
        Assert.Equal(expected, bench.Describe().WorkflowExecutionInfo.Priority);
        var updated = bench.Events()[^1];
        Assert.Equal(EventType.WorkflowExecutionOptionsUpdated, updated.EventType);
        Assert.Equal(expected, updated.WorkflowExecutionOptionsUpdatedEventAttributes.Priority);
        Assert.Equal("operator", updated.WorkflowExecutionOptionsUpdatedEventAttributes.Identity);

        Assert.Equal("b", Update(new() { Priority = new() { FairnessKey = "b" } }, "priority.fairness_key").Priority.FairnessKey);
        Assert.Equal(3, Update(new() { Priority = new() { FairnessWeight = 3 } }, "priority.fairness_weight").Priority.FairnessWeight);
        Assert.Null(Update(new(), "priority").Priority);
    }

    [Fact]
    public void Priority_Changed_IsThatOfTheNextTasksAndRuns()
    {
        bench.Start();
        bench.Work();
        bench.Start(request => request.WorkflowId = "other");
        Update(new() { Priority = new() { PriorityKey = 1 } }, "priority");
        bench.Signal("s");

        // The other's task waits longer already.
        var task = bench.Poll();
        Assert.Equal(EngineBench.WorkflowId, task.WorkflowExecution.WorkflowId);
        bench.Complete(task, Make.ContinueAsNew());
        Assert.Equal(1, bench.Describe().WorkflowExecutionInfo.Priority.PriorityKey);
    }

    [Fact]
    public void Options_AcrossACrash_AreKept()
    {
        bench.Start();
        Update(new() { VersioningOverride = new() { AutoUpgrade = true }, Priority = new() { PriorityKey = 2 } }, "versioning_override", "priority");
        bench.Crash();

        var info = bench.Describe().WorkflowExecutionInfo;
        Assert.True(info.VersioningInfo.VersioningOverride.AutoUpgrade);
        Assert.Equal(2, info.Priority.PriorityKey);
    }

    [Fact]
    public void Options_ThatAreSoAlready_WriteNothing()
    {
        bench.Start(request => request.Priority = new() { PriorityKey = 4 });
        var before = bench.Events().Count;

        Assert.Equal(4, Update(new() { Priority = new() { PriorityKey = 4 } }, "priority").Priority.PriorityKey);

        Assert.Equal(before, bench.Events().Count);
    }

    public static TheoryData<WorkflowExecutionOptions, string, GrpcStatusCode> BadOptions => new()
    {
        { new(), "memo", GrpcStatusCode.InvalidArgument },
        { new(), "versioning_override.pinned.version", GrpcStatusCode.InvalidArgument },
        { new(), "versioning_override.behavior", GrpcStatusCode.InvalidArgument },
        { new(), "time_skipping_config", GrpcStatusCode.Unimplemented },
        { new() { Priority = new() { PriorityKey = -1 } }, "priority", GrpcStatusCode.InvalidArgument },
        { new() { VersioningOverride = new() }, "versioning_override", GrpcStatusCode.InvalidArgument },
        { new() { VersioningOverride = new() { Pinned = new() } }, "versioning_override", GrpcStatusCode.InvalidArgument },
        {
            new() { VersioningOverride = new() { Pinned = new() { Version = new() { BuildId = "1" } } } },
            "versioning_override",
            GrpcStatusCode.Unimplemented
        },
        {
            new() { VersioningOverride = new() { OneTime = new() { TargetDeploymentVersion = new() } } },
            "versioning_override",
            GrpcStatusCode.Unimplemented
        },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_ThatMakeNoSenseOrAreNotThere_AreRefusedAndChangeNothing(
        WorkflowExecutionOptions options, string path, GrpcStatusCode code)
    {
        bench.Start();

        bench.Refused(() => Update(options, path), code);

        Assert.DoesNotContain(bench.Events(), e => e.EventType == EventType.WorkflowExecutionOptionsUpdated);
    }

    private WorkflowExecutionOptions Update(WorkflowExecutionOptions options, params string[] paths) => bench.Call(
        (engine, now) => engine.UpdateOptions(
            new UpdateWorkflowExecutionOptionsRequest
            {
                Namespace = TestCatalog.Name,
                WorkflowExecution = EngineBench.Execution(),
                WorkflowExecutionOptions = options,
                UpdateMask = new() { Paths = { paths } },
                Identity = "operator",
            },
            now)).WorkflowExecutionOptions;
}
