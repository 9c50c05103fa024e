using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

// The older way to say how a run is versioned is still what some clients send.
#pragma warning disable CS0612

namespace Conformance.Tests.Options;

/// <summary>Options of a run that are changed while it is under way.</summary>
public sealed class WorkflowOptionTests(SharedServers servers) : Behaviour(servers)
{
    private const string Versioning = "versioning_override";

    private static readonly VersioningOverride AutoUpgrade = new() { AutoUpgrade = true };

    [SkippableTheory, BothServers]
    public async Task Update_OfTheOverride_StandsInHistoryOnce_AndInDescribe(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var response = await UpdateAsync(c, new() { VersioningOverride = AutoUpgrade });
        Assert.True(response.WorkflowExecutionOptions.VersioningOverride.AutoUpgrade);
        Assert.True((await OverrideAsync(c))!.AutoUpgrade);

        // What is so already leaves no trace.
        await UpdateAsync(c, new() { VersioningOverride = AutoUpgrade });
        var updated = Assert.Single(await UpdatesAsync(c));
        Assert.True(updated.WorkerMayIgnore);
        Assert.True(updated.WorkflowExecutionOptionsUpdatedEventAttributes.VersioningOverride.AutoUpgrade);
        Assert.False(updated.WorkflowExecutionOptionsUpdatedEventAttributes.UnsetVersioningOverride);
        Assert.Equal(EventType.WorkflowExecutionOptionsUpdated, (await c.HistoryAsync())[^1].EventType);

        response = await UpdateAsync(c, new());
        Assert.Null(response.WorkflowExecutionOptions.VersioningOverride);
        Assert.Null(await OverrideAsync(c));
        Assert.True((await UpdatesAsync(c))[^1].WorkflowExecutionOptionsUpdatedEventAttributes.UnsetVersioningOverride);
    }

    [SkippableTheory, BothServers]
    public async Task Update_InTheOldForm_IsShownInTheNewOne(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await UpdateAsync(
            c,
            new() { VersioningOverride = new() { Behavior = VersioningBehavior.AutoUpgrade } },
            Versioning + ".behavior",
            Versioning + ".deployment");
        Assert.True((await OverrideAsync(c))!.AutoUpgrade);
    }

    [SkippableTheory, BothServers]
    public async Task Update_WithAnEmptyMask_ChangesNothing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.Rpc.UpdateWorkflowExecutionOptionsAsync(Request(c, new() { VersioningOverride = AutoUpgrade }));
        Assert.Empty(await UpdatesAsync(c));
    }

    [SkippableTheory, BothServers]
    public async Task Update_WhileATaskIsStarted_StandsBehindItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await UpdateAsync(c, new() { VersioningOverride = AutoUpgrade });
        Assert.Empty(await UpdatesAsync(c));
        await c.CompleteAsync(task);
        Assert.Equal(
            [EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionOptionsUpdated],
            (await c.HistoryAsync()).Skip(3).Take(2).Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task Update_ThatMakesNoSense_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        Task InvalidAsync(Action<UpdateWorkflowExecutionOptionsRequest> change) => Refused.WithAsync(
            Code.InvalidArgument,
            () =>
            {
                var request = Request(c, new() { VersioningOverride = AutoUpgrade }, Versioning);
                change(request);
                return c.Rpc.UpdateWorkflowExecutionOptionsAsync(request);
            });
        await InvalidAsync(request => request.WorkflowExecution = new());
        await InvalidAsync(request => request.UpdateMask = null);
        await InvalidAsync(request => request.WorkflowExecutionOptions = null);
        await InvalidAsync(request => request.UpdateMask.Paths[0] = "memo");
        await InvalidAsync(request => request.UpdateMask.Paths[0] = Versioning + ".behavior");
        await InvalidAsync(request => request.WorkflowExecutionOptions.VersioningOverride = new());
        await InvalidAsync(request => request.WorkflowExecutionOptions.VersioningOverride = new() { Pinned = new() });
        Assert.Empty(await UpdatesAsync(c));
    }

    [SkippableTheory, BothServers]
    public async Task Update_OfARunThatIsNotThereOrClosed_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.NotFound, () => UpdateAsync(c, new() { VersioningOverride = AutoUpgrade }));
        await c.StartIdleAsync();
        await c.TerminateAsync();
        await Refused.WithAsync(Code.NotFound, () => UpdateAsync(c, new() { VersioningOverride = AutoUpgrade }));
    }

    [SkippableTheory, BothServers]
    public async Task Reset_BringsTheOptionsAgain_AndMayChangeThem(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await UpdateAsync(c, new() { VersioningOverride = AutoUpgrade });
        await ResetAsync(c);
        Assert.True((await OverrideAsync(c))!.AutoUpgrade);
        Assert.Single(await UpdatesAsync(c));

        await ResetAsync(c, new PostResetOperation
        {
            UpdateWorkflowOptions = new()
            {
                WorkflowExecutionOptions = new(),
                UpdateMask = new() { Paths = { Versioning } },
            },
        });
        Assert.Null(await OverrideAsync(c));
        Assert.Equal(
            [false, true],
            (await UpdatesAsync(c)).Select(e => e.WorkflowExecutionOptionsUpdatedEventAttributes.UnsetVersioningOverride));
    }

    /// <summary>The reference version has priorities at the start alone, and goes by versions of deployments.</summary>
    [SkippableTheory, BothServers]
    public async Task Update_OfThePriority_OrToAPinnedVersion(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        Task PriorityAsync() => UpdateAsync(c, new() { Priority = new() { PriorityKey = 2 } }, "priority.priority_key");
        Task PinAsync() => UpdateAsync(c, new()
        {
            VersioningOverride = new()
            {
                Pinned = new()
                {
                    Behavior = VersioningOverride.Types.PinnedOverrideBehavior.Pinned,
                    Version = new() { DeploymentName = "d", BuildId = "1" },
                },
            },
        });
        if (kind == ServerKind.Real)
        {
            await Refused.WithAsync(Code.InvalidArgument, PriorityAsync);
            await PinAsync();
            Assert.Equal("1", (await OverrideAsync(c))!.Pinned.Version.BuildId);
        }
        else
        {
            await PriorityAsync();
            Assert.Equal(2, (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo.Priority.PriorityKey);
            await Refused.WithAsync(Code.Unimplemented, PinAsync);
        }
    }

    private static UpdateWorkflowExecutionOptionsRequest Request(
        Conversation c, WorkflowExecutionOptions options, params string[] paths) => new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Current,
            WorkflowExecutionOptions = options,
            UpdateMask = new() { Paths = { paths } },
        };

    private static Task<UpdateWorkflowExecutionOptionsResponse> UpdateAsync(
        Conversation c, WorkflowExecutionOptions options, params string[] paths) =>
        c.Rpc.UpdateWorkflowExecutionOptionsAsync(Request(c, options, paths.Length == 0 ? [Versioning] : paths));

    private static async Task<VersioningOverride?> OverrideAsync(Conversation c) =>
        (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo.VersioningInfo?.VersioningOverride;

    private static async Task<IReadOnlyList<HistoryEvent>> UpdatesAsync(Conversation c) =>
        [.. (await c.HistoryAsync(c.Current)).Where(e => e.EventType == EventType.WorkflowExecutionOptionsUpdated)];

    private static async Task ResetAsync(Conversation c, params PostResetOperation[] operations) =>
        await c.Rpc.ResetWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Current,
            WorkflowTaskFinishEventId = 4,
            Reason = "once more",
            RequestId = Guid.NewGuid().ToString(),
            PostResetOperations = { operations },
        });
}
