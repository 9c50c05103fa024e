using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Visibility;

/// <summary>The list calls of old clients, with filters instead of queries.</summary>
public sealed class OldListTests(SharedServers servers) : Behaviour(servers)
{
    private const string Service = "temporal.api.workflowservice.v1.WorkflowService";

    [SkippableTheory, BothServers]
    public async Task OpenAndClosed_ByWorkflowId_FindTheRunWhereItIs(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await Eventually.IsAsync(async () => (await OpenAsync(c)).Executions.Count == 1, "the run among the open ones");
        Assert.Equal(c.RunId, (await OpenAsync(c)).Executions[0].Execution.RunId);
        Assert.Empty((await ClosedAsync(c)).Executions);

        await c.TerminateAsync();

        await Eventually.IsAsync(async () => (await ClosedAsync(c)).Executions.Count == 1, "the run among the closed ones");
        Assert.Equal(WorkflowExecutionStatus.Terminated, (await ClosedAsync(c)).Executions[0].Status);
        await Eventually.IsAsync(async () => (await OpenAsync(c)).Executions.Count == 0, "no open run");
    }

    [SkippableTheory, BothServers]
    public async Task Closed_ByStatus_ListsThatStatusOnly(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.TerminateAsync();
        var request = new ListClosedWorkflowExecutionsRequest
        {
            Namespace = Conversation.Namespace,
            StartTimeFilter = new()
            {
                EarliestTime = Timestamp.FromDateTime(DateTime.UtcNow.AddHours(-1)),
                LatestTime = Timestamp.FromDateTime(DateTime.UtcNow.AddHours(1)),
            },
            StatusFilter = new() { Status = WorkflowExecutionStatus.Terminated },
        };
        await Eventually.IsAsync(
            async () => (await ClosedAsync(c, request)).Executions.Any(e => e.Execution.RunId == c.RunId),
            "the run among the terminated ones");
        Assert.All(
            (await ClosedAsync(c, request)).Executions, e => Assert.Equal(WorkflowExecutionStatus.Terminated, e.Status));
    }

    [SkippableTheory, BothServers]
    public async Task Scan_WithAQuery_FindsTheRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = new ScanWorkflowExecutionsRequest
        {
            Namespace = Conversation.Namespace,
            Query = $"WorkflowId = '{c.WorkflowId}'",
        };
        await Eventually.IsAsync(
            async () => (await CallAsync<ScanWorkflowExecutionsResponse>(c, "ScanWorkflowExecutions", request))
                .Executions.Count == 1,
            "the run in a scan");
        await c.TerminateAsync();
    }

    private static Task<ListOpenWorkflowExecutionsResponse> OpenAsync(Conversation c) =>
        CallAsync<ListOpenWorkflowExecutionsResponse>(c, "ListOpenWorkflowExecutions", new ListOpenWorkflowExecutionsRequest
        {
            Namespace = Conversation.Namespace,
            ExecutionFilter = new() { WorkflowId = c.WorkflowId },
            StartTimeFilter = new() { EarliestTime = Timestamp.FromDateTime(DateTime.UtcNow.AddHours(-1)) },
        });

    private static Task<ListClosedWorkflowExecutionsResponse> ClosedAsync(
        Conversation c, ListClosedWorkflowExecutionsRequest? request = null) =>
        CallAsync<ListClosedWorkflowExecutionsResponse>(
            c,
            "ListClosedWorkflowExecutions",
            request ?? new ListClosedWorkflowExecutionsRequest
            {
                Namespace = Conversation.Namespace,
                ExecutionFilter = new() { WorkflowId = c.WorkflowId },
                StartTimeFilter = new() { EarliestTime = Timestamp.FromDateTime(DateTime.UtcNow.AddHours(-1)) },
            });

    private static Task<TReply> CallAsync<TReply>(Conversation c, string method, IMessage request)
        where TReply : IMessage<TReply>, new() => RawCall.CallAsync<TReply>(c.Connection, $"{Service}/{method}", request);
}
