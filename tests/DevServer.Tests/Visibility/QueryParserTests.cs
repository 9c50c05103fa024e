using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Visibility;

public sealed class QueryParserTests
{
    private static readonly VisibilityFields Fields = new(name => name switch
    {
        "Lead" => IndexedValueType.Keyword,
        "Tags" => IndexedValueType.KeywordList,
        "Score" => IndexedValueType.Double,
        "Steps" => IndexedValueType.Int,
        "Live" => IndexedValueType.Bool,
        "Due" => IndexedValueType.Datetime,
        "Note" => IndexedValueType.Text,
        _ => null,
    });

    private static readonly WorkflowExecutionInfo Run = new()
    {
        Execution = new WorkflowExecution { WorkflowId = "order-1", RunId = "r1" },
        Type = new WorkflowType { Name = "DirectedRun" },
        Status = WorkflowExecutionStatus.Running,
        TaskQueue = "directed",
        StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse("2026-05-01T10:00:00.1234567Z", null)),
        SearchAttributes = new SearchAttributes
        {
            IndexedFields =
            {
                ["Lead"] = Json("\"mara\""),
                ["Tags"] = Json("[\"red\",\"blue\"]"),
                ["Score"] = Json("2.5"),
                ["Steps"] = Json("7"),
                ["Live"] = Json("true"),
                ["Due"] = Json("\"2026-05-02T00:00:00Z\""),
                ["Note"] = Json("\"Queue grows, flags off\""),
            },
        },
    };

    [Theory]
    [InlineData("")]
    [InlineData("WorkflowId = 'order-1'")]
    [InlineData("`WorkflowType`=\"DirectedRun\" AND `StartTime` >= \"2026-05-01T00:00:00.000Z\"")]
    [InlineData("workflowid = 'x' or ExecutionStatus = 'Running'", true)]
    [InlineData("WorkflowId STARTS_WITH 'order'")]
    [InlineData("WorkflowId not starts_with 'case'")]
    [InlineData("ExecutionStatus = 1")]
    [InlineData("ExecutionStatus IN ('Running', 'Failed')")]
    [InlineData("NOT ExecutionStatus = 'Completed' AND (Lead = 'mara' OR Lead = 'x')")]
    [InlineData("`ParentWorkflowId` is null")]
    [InlineData("CloseTime IS NULL AND Lead IS NOT NULL")]
    [InlineData("RootWorkflowId = 'order-1' AND RootRunId = 'r1'")]
    [InlineData("Tags = 'red'")]
    [InlineData("Tags != 'green'")]
    [InlineData("Tags IN ('green', 'blue')")]
    [InlineData("Score > 2 AND Score <= 2.5")]
    [InlineData("Steps BETWEEN 7 AND 9")]
    [InlineData("Steps NOT BETWEEN 8 AND 9")]
    [InlineData("Steps NOT IN (1, 2)")]
    [InlineData("Live = true")]
    [InlineData("Due > '2026-05-01T23:59:59+00:00'")]
    [InlineData("Due = 1777680000000000000")]
    [InlineData("StartTime = '2026-05-01T10:00:00.123456Z'")]
    [InlineData("Note = 'queue'")]
    [InlineData("Note != 'green'")]
    [InlineData("Lead = 'it''s' OR Lead = 'ma\\ra'")]
    public void Query_ThatHolds_SelectsTheRun(string query, bool isNameWrong = false)
    {
        if (isNameWrong)
        {
            Assert.Throws<RpcError>(() => QueryParser.Parse(query, Fields));
            return;
        }

        Assert.True(Holds(query));
    }

    [Theory]
    [InlineData("Lead = 'Mara'")]
    [InlineData("CloseTime > '2026-01-01T00:00:00Z'")]
    [InlineData("CloseTime != '2026-01-01T00:00:00Z'")]
    [InlineData("NOT CloseTime > '2026-01-01T00:00:00Z'")]
    [InlineData("HistoryLength >= 0")]
    [InlineData("ParentWorkflowId != 'x'")]
    [InlineData("Tags = 'green'")]
    [InlineData("Live = false")]
    [InlineData("ExecutionStatus != 'Running'")]
    [InlineData("ExecutionDuration > '1h30m' OR ExecutionDuration < '00:00:01' OR ExecutionDuration > 5")]
    public void Query_ThatDoesNotHold_LeavesTheRunOut(string query) => Assert.False(Holds(query));

    [Theory]
    [InlineData("Lead LIKE 'm%'")]
    [InlineData("Lead = 'a' ORDER BY StartTime")]
    [InlineData("Lead = 'a' LIMIT 1")]
    [InlineData("Unknown = 'a'")]
    [InlineData("Lead = Tags")]
    [InlineData("Lead = 5")]
    [InlineData("Steps = 'many'")]
    [InlineData("Steps = 2.5")]
    [InlineData("Steps = 1 + 1")]
    [InlineData("Due = 'now'")]
    [InlineData("Due > '1 hour ago'")]
    [InlineData("ExecutionStatus = 'Sleeping'")]
    [InlineData("ExecutionStatus = 99")]
    [InlineData("ExecutionStatus > 'Running'")]
    [InlineData("Tags > 'a'")]
    [InlineData("Tags STARTS_WITH 'a'")]
    [InlineData("(Lead = 'a'")]
    [InlineData("Lead = 'a")]
    [InlineData("Lead =")]
    [InlineData("Lead")]
    [InlineData("AND")]
    [InlineData("Lead IN ()")]
    [InlineData("Lead = 'a' AND")]
    [InlineData("Lead = 'a'; DROP")]
    [InlineData("GROUP BY Lead")]
    [InlineData("GROUP BY ExecutionStatus, Lead")]
    public void Query_ThatIsNone_IsRefused(string query)
    {
        var refusal = Assert.Throws<RpcError>(() => QueryParser.Parse(query, Fields));

        Assert.Equal(GrpcStatusCode.InvalidArgument, refusal.Code);
    }

    [Theory]
    [InlineData("GROUP BY ExecutionStatus")]
    [InlineData("Lead = 'a' group by `ExecutionStatus`")]
    public void GroupBy_ExecutionStatus_IsKnown(string query) => Assert.True(QueryParser.Parse(query, Fields).IsGroupedByStatus);

    [Fact]
    public void Query_ThatNamesTheDivision_IsMarked()
    {
        Assert.True(QueryParser.Parse("TemporalNamespaceDivision = 'x'", Fields).NamesDivision);
        Assert.False(QueryParser.Parse("Lead = 'x'", Fields).NamesDivision);
    }

    private static Payload Json(string json) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8(json),
    };

    private static bool Holds(string query) =>
        QueryParser.Parse(query, Fields).Filter is not { } filter || ConditionMatcher.IsMatch(filter, Run);
}
