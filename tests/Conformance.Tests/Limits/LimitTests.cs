using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Limits;

public sealed class LimitTests(SharedServers servers) : Behaviour(servers)
{
    private const RpcException.StatusCode Invalid = RpcException.StatusCode.InvalidArgument;
    private static readonly string TooLongId = new('i', 1001);

    /// <summary>Umlauts count twice: the limit is one of bytes.</summary>
    private static readonly string TooManyBytes = new('\u00fc', 501);

    [SkippableTheory, BothServers]
    public async Task Ids_OfMoreThanThousandBytes_AreRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.WorkflowId = TooLongId));
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.WorkflowId = TooManyBytes));
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.WorkflowType.Name = TooLongId));
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.TaskQueue.Name = TooLongId));
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.RequestId = TooLongId));
        await c.StartAsync(r => r.WorkflowId = $"{Guid.NewGuid():N}{TooLongId[..968]}");
        await Refused.WithAsync(Invalid, () => c.SignalAsync(TooLongId));
        await Refused.WithAsync(Invalid, () => c.SignalAsync("s", TooLongId));
    }

    [SkippableTheory, BothServers]
    public async Task Payloads_OfMoreThanTwoMebibytes_AreRefusedAtTheDoor(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.Input = Big()));
        await Refused.WithAsync(
            Invalid, () => c.StartAsync(r => r.Memo = new() { Fields = { ["m"] = Big().Payloads_[0] } }));
        await c.StartAsync();
        await Refused.WithAsync(Invalid, () => c.Rpc.SignalWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Execution,
            SignalName = "s",
            Input = Big(),
        }));
        await Refused.WithAsync(Invalid, () => c.Rpc.QueryWorkflowAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Execution,
            Query = new() { QueryType = "q", QueryArgs = Big() },
        }));
    }

    [SkippableTheory, BothServers]
    public async Task PayloadOfACommand_OfMoreThanTwoMebibytes_EndsTheWorkflow(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(Invalid, () => c.CompleteAsync(task, Do.Activity("1", c, a => a.Input = Big())));
        Assert.Equal(WorkflowExecutionStatus.Terminated, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Priority_BelowZeroOrWithALongKey_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.Priority = new() { PriorityKey = -1 }));
        await Refused.WithAsync(
            Invalid, () => c.StartAsync(r => r.Priority = new() { FairnessKey = new string('f', 65) }));
        await c.StartAsync(r => r.Priority = new() { PriorityKey = 5, FairnessKey = new string('f', 64) });
    }

    [SkippableTheory, BothServers]
    public async Task SearchAttributes_TooLarge_AreRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Invalid, () => c.StartAsync(r => r.SearchAttributes = new()
        {
            IndexedFields = { ["ConformanceKeyword"] = Conversation.Json('"' + new string('x', 2048) + '"') },
        }));
    }

    [SkippableTheory, BothServers]
    public async Task PendingActivities_MoreThanTwoThousand_FailTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        var commands = Enumerable.Range(0, 2001).Select(number => Do.Activity($"a{number}", c)).ToArray();
        await Refused.WithAsync(Invalid, () => c.CompleteAsync(task, commands));
        var failed = (await c.HistoryAsync()).Single(e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.PendingActivitiesLimitExceeded, failed.WorkflowTaskFailedEventAttributes.Cause);
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task PendingExternalSignals_MoreThanTwoThousand_FailTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        var commands = Enumerable.Range(0, 2001).Select(_ => SignalOf(c)).ToArray();
        await Refused.WithAsync(Invalid, () => c.CompleteAsync(task, commands));
        var failed = (await c.HistoryAsync()).Single(e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.PendingSignalsLimitExceeded, failed.WorkflowTaskFailedEventAttributes.Cause);
        await c.TerminateAsync();
    }

    private static Temporalio.Api.Command.V1.Command SignalOf(Conversation c) => new()
    {
        CommandType = CommandType.SignalExternalWorkflowExecution,
        SignalExternalWorkflowExecutionCommandAttributes = new()
        {
            Execution = new() { WorkflowId = $"nobody-{c.WorkflowId}" },
            SignalName = "s",
        },
    };

    private static Payloads Big() =>
        new() { Payloads_ = { Conversation.Json('"' + new string('x', 2 * 1024 * 1024) + '"') } };
}
