using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Visibility;

/// <summary>The query language: what it knows, and what it refuses.</summary>
public sealed class QueryLanguageTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task StartsWith_ComparesTheBeginning(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await FindsAsync(c, $"WorkflowId STARTS_WITH '{c.WorkflowId[..^3]}'", 1);
        await FindsAsync(c, $"WorkflowId STARTS_WITH 'x{c.WorkflowId}'", 0);
    }

    [SkippableTheory, BothServers]
    public async Task CloseTime_IsNullWhileItRuns(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND CloseTime IS NULL", 1);
        await c.TerminateAsync();
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND CloseTime IS NULL", 0);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND CloseTime IS NOT NULL", 1);
    }

    [SkippableTheory, BothServers]
    public async Task Status_IsANameOrANumber(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND ExecutionStatus = 'Running'", 1);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND ExecutionStatus = 1", 1);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND ExecutionStatus != 'Running'", 0);
    }

    [SkippableTheory, BothServers]
    public async Task Names_MayBeQuoted_AndStringsEitherWay(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await FindsAsync(c, $"`WorkflowId` = \"{c.WorkflowId}\" and `WorkflowType`='{Conversation.WorkflowType}'", 1);
    }

    [SkippableTheory, BothServers]
    public async Task ListsAndRanges_AreUnderstood(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await FindsAsync(c, $"WorkflowId IN ('{c.WorkflowId}', 'nobody')", 1);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND WorkflowType NOT IN ('other')", 1);
        await FindsAsync(
            c, $"WorkflowId = '{c.WorkflowId}' AND StartTime BETWEEN '2020-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'", 1);
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND NOT (ExecutionStatus = 'Running')", 0);
    }

    [SkippableTheory, BothServers]
    public async Task WhatSqlHasBeyondIt_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        string[] queries =
        [
            "WorkflowId LIKE 'x%'", "WorkflowId = 'x' ORDER BY StartTime", "WorkflowId = 'x' LIMIT 3",
            "ExecutionStatus = 'NoSuchStatus'", "WorkflowId = WorkflowType",
        ];
        foreach (var query in queries)
        {
            await Refused.WithAsync(Code.InvalidArgument, () => ListAsync(c, query));
        }
    }

    [SkippableTheory, BothServers]
    public async Task Grouping_IsForCountsByStatusOnly(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.InvalidArgument, () => ListAsync(c, "GROUP BY ExecutionStatus"));
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.CountWorkflowExecutionsAsync(
            new() { Namespace = Conversation.Namespace, Query = "GROUP BY WorkflowType" }));
    }

    [SkippableTheory, BothServers]
    public async Task Running_ComesBeforeClosed_AndTheLatestCloseFirst(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var marker = Guid.NewGuid().ToString("N");
        var runs = new List<Conversation>();
        for (var i = 0; i < 3; i++)
        {
            var run = await WithAsync(kind);
            await run.StartAsync(r => r.SearchAttributes = new()
            {
                IndexedFields = { ["ConformanceKeyword"] = Conversation.Json($"\"{marker}\"") },
            });
            runs.Add(run);
        }

        await runs[0].TerminateAsync();
        await runs[1].TerminateAsync();
        await FindsAsync(c, $"ConformanceKeyword = '{marker}' AND ExecutionStatus = 'Terminated'", 2);
        await FindsAsync(c, $"ConformanceKeyword = '{marker}'", 3);
        Assert.Equal(
            [runs[2].WorkflowId, runs[1].WorkflowId, runs[0].WorkflowId],
            (await ListAsync(c, $"ConformanceKeyword = '{marker}'")).Executions.Select(e => e.Execution.WorkflowId));
    }

    [SkippableTheory, BothServers]
    public async Task ClosedRun_IsListedWithItsCounts(ServerKind kind)
    {
        var c = await StartedAsync(kind);
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}' AND ExecutionStatus = 'Completed'", 1);
        var listed = (await ListAsync(c, $"WorkflowId = '{c.WorkflowId}'")).Executions[0];
        Assert.Equal((5, WorkflowExecutionStatus.Completed), (listed.HistoryLength, listed.Status));
        Assert.NotNull(listed.CloseTime);
        Assert.NotNull(listed.ExecutionDuration);
        Assert.Equal(c.Execution, listed.RootExecution);
    }

    private static Task<ListWorkflowExecutionsResponse> ListAsync(Conversation c, string query) =>
        c.Rpc.ListWorkflowExecutionsAsync(new() { Namespace = Conversation.Namespace, Query = query });

    /// <summary>The official server's lists are a moment late.</summary>
    private static Task FindsAsync(Conversation c, string query, int count) => Eventually.IsAsync(
        async () => (await ListAsync(c, query)).Executions.Count == count, $"{count} by {query}");

    private async Task<Conversation> StartedAsync(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await FindsAsync(c, $"WorkflowId = '{c.WorkflowId}'", 1);
        return c;
    }
}
