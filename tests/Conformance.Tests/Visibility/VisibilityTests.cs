using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Visibility;

/// <summary>The reference server shows a change to lists a moment later: lists are asked until they agree.</summary>
public sealed class VisibilityTests(SharedServers servers) : Behaviour(servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [SkippableTheory, BothServers]
    public async Task List_FindsByEachOperator(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.SearchAttributes = new()
        {
            IndexedFields =
            {
                ["ConformanceKeyword"] = Conversation.Json("\"red\""),
                ["ConformanceInt"] = Conversation.Json("5"),
                ["ConformanceBool"] = Conversation.Json("true"),
                ["ConformanceDouble"] = Conversation.Json("1.5"),
                ["ConformanceTime"] = Conversation.Json("\"2026-01-02T03:04:05Z\""),
                ["ConformanceList"] = Conversation.Json("[\"a\",\"b\"]"),
            },
        });
        var mine = $"WorkflowId = '{c.WorkflowId}'";
        string[] hits =
        [
            mine, mine + " AND ConformanceInt = 5", mine + " AND ConformanceInt > 4", mine + " AND ConformanceInt BETWEEN 5 AND 6",
            mine + " AND ConformanceKeyword IN ('red', 'blue')", mine + " AND ConformanceKeyword != 'blue'",
            mine + " AND ConformanceKeyword STARTS_WITH 're'", mine + " AND ConformanceBool = true",
            mine + " AND ConformanceDouble <= 1.5", mine + " AND ConformanceTime > '2026-01-01T00:00:00Z'",
            mine + " AND ConformanceList = 'b'", mine + " AND CloseTime IS NULL", mine + " AND ExecutionStatus = 'Running'",
            $"`WorkflowType` = '{Conversation.WorkflowType}' AND `WorkflowId` = \"{c.WorkflowId}\"",
            mine + " AND (ConformanceInt = 4 OR ConformanceInt = 5)",
        ];
        foreach (var query in hits)
        {
            await UntilAsync(c, query, found => found.Executions.Count == 1);
        }

        string[] misses =
        [
            mine + " AND ConformanceInt < 5", mine + " AND ConformanceKeyword = 'blue'", mine + " AND ConformanceList = 'c'",
            mine + " AND ExecutionStatus = 'Completed'", mine + " AND CloseTime IS NOT NULL",
            mine + " AND NOT (ConformanceInt = 5)",
        ];
        foreach (var query in misses)
        {
            await UntilAsync(c, query, found => found.Executions.Count == 0);
        }
    }

    [SkippableTheory, BothServers]
    public async Task List_Pages_CoverEveryRunOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var marker = Guid.NewGuid().ToString("N");
        for (var i = 0; i < 10; i++)
        {
            var run = await WithAsync(kind);
            await run.StartAsync(r => r.SearchAttributes = new()
            {
                IndexedFields = { ["ConformanceKeyword"] = Conversation.Json($"\"{marker}\"") },
            });
        }

        var query = $"ConformanceKeyword = '{marker}'";
        await UntilAsync(c, query, found => found.Executions.Count == 10);
        var ids = new List<string>();
        var token = Google.Protobuf.ByteString.Empty;
        do
        {
            var page = await c.Rpc.ListWorkflowExecutionsAsync(new()
            {
                Namespace = Conversation.Namespace,
                Query = query,
                PageSize = 3,
                NextPageToken = token,
            });
            ids.AddRange(page.Executions.Select(e => e.Execution.WorkflowId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(10, ids.Distinct().Count());
        Assert.Equal(10, ids.Count);
    }

    [SkippableTheory, BothServers]
    public async Task Count_GroupsByStatus(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var marker = Guid.NewGuid().ToString("N");
        foreach (var close in new[] { true, false, false })
        {
            var run = await WithAsync(kind);
            await run.StartAsync(r => r.SearchAttributes = new()
            {
                IndexedFields = { ["ConformanceKeyword"] = Conversation.Json($"\"{marker}\"") },
            });
            if (close)
            {
                await run.CompleteAsync(await run.PollAsync(), Do.Complete());
            }
        }

        await UntilAsync(c, $"ConformanceKeyword = '{marker}' AND ExecutionStatus = 'Completed'", f => f.Executions.Count == 1);
        await UntilAsync(c, $"ConformanceKeyword = '{marker}'", found => found.Executions.Count == 3);
        var counted = await c.Rpc.CountWorkflowExecutionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Query = $"ConformanceKeyword = '{marker}' GROUP BY ExecutionStatus",
        });
        Assert.Equal(3, counted.Count);
        Assert.Equal(
            ["\"Completed\" 1", "\"Running\" 2"],
            counted.Groups.Select(g => $"{g.GroupValues[0].Data.ToStringUtf8()} {g.Count}").Order());
    }

    [SkippableTheory, BothServers]
    public async Task List_WithAnUnknownNameOrABrokenQuery_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        foreach (var query in new[] { "NobodyKnowsThis = 1", "WorkflowId = ", "WorkflowId ==== 'x'" })
        {
            var refusal = await Record.ExceptionAsync(() => c.Rpc.ListWorkflowExecutionsAsync(
                new() { Namespace = Conversation.Namespace, Query = query }));
            Assert.True(
                refusal is RpcException { Code: RpcException.StatusCode.InvalidArgument }, $"{query}: {refusal?.Message}");
        }
    }

    private static async Task UntilAsync(
        Conversation c, string query, Func<ListWorkflowExecutionsResponse, bool> holds)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var found = await c.Rpc.ListWorkflowExecutionsAsync(new() { Namespace = Conversation.Namespace, Query = query });
            if (holds(found))
            {
                return;
            }

            Assert.True(waited.Elapsed < Limit, $"{found.Executions.Count} found by: {query}");
            await Task.Delay(50);
        }
    }
}
