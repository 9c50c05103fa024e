using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DevServer.Tests.Visibility;

public sealed class VisibilityIndexTests
{
    private const string Space = "n";
    private static readonly VisibilityFields Fields = new(_ => null);
    private static readonly VisibilityQuery All = QueryParser.Parse(string.Empty, Fields);

    [Fact]
    public void List_MixedRuns_RunningFirstThenLatestClosed()
    {
        var index = new VisibilityIndex([Row("a", 1, 5), Row("b", 2, null), Row("c", 3, 9), Row("d", 4, null)]);

        Assert.Equal(["d", "b", "c", "a"], Ids(index.List(Space, All, null, 10)));
    }

    [Fact]
    public void List_PageByPage_GivesEachRunOnce()
    {
        var index = new VisibilityIndex(Enumerable.Range(0, 23).Select(n => Row($"w{n:00}", n / 4, n % 3 == 0 ? null : n)));
        var seen = new List<string>();
        VisibilityPosition? after = null;
        while (true)
        {
            var page = index.List(Space, All, after, 5);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(Ids(page));
            after = VisibilityPosition.FromToken(VisibilityPosition.Of(page[^1]).ToToken());
        }

        Assert.Equal(23, seen.Count);
        Assert.Equal(Ids(index.List(Space, All, null, 100)), seen);
    }

    [Fact]
    public void Count_ByStatus_CountsEach()
    {
        var index = new VisibilityIndex([Row("a", 1, 5), Row("b", 2, null), Row("c", 3, 9)]);

        var counts = index.Count(Space, All);

        Assert.Equal(1, counts[WorkflowExecutionStatus.Running]);
        Assert.Equal(2, counts[WorkflowExecutionStatus.Completed]);
    }

    [Fact]
    public void List_RunOfADivision_IsHiddenUnlessNamed()
    {
        var hidden = Row("a", 1, null);
        hidden.Info.SearchAttributes = new SearchAttributes
        {
            IndexedFields = { [SystemNames.NamespaceDivision] = new Payload { Data = ByteString.CopyFromUtf8("\"TemporalScheduler\"") } },
        };
        var index = new VisibilityIndex([hidden, Row("b", 2, null)]);

        Assert.Equal(["b"], Ids(index.List(Space, All, null, 10)));
        var named = QueryParser.Parse("TemporalNamespaceDivision = 'TemporalScheduler'", Fields);
        Assert.Equal(["a"], Ids(index.List(Space, named, null, 10)));
    }

    [Fact]
    public void Apply_UpdateAndDelete_AreSeenAtOnce()
    {
        var index = new VisibilityIndex([Row("a", 1, null), Row("b", 2, null)]);

        index.Apply(new WriteBatch { Visibility = { Row("a", 1, 7) }, DeletedRuns = { Row("b", 2, null).Key } });

        Assert.Equal(WorkflowExecutionStatus.Completed, Assert.Single(index.List(Space, All, null, 10)).Status);
    }

    private static IEnumerable<string> Ids(IEnumerable<WorkflowExecutionInfo> runs) => runs.Select(run => run.Execution.WorkflowId);

    private static VisibilityRow Row(string id, int start, int? close) => new(new RunKey(Space, id, "run-" + id), new WorkflowExecutionInfo
    {
        Execution = new WorkflowExecution { WorkflowId = id, RunId = "run-" + id },
        Status = close is null ? WorkflowExecutionStatus.Running : WorkflowExecutionStatus.Completed,
        StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(start)),
        CloseTime = close is { } seconds ? Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(seconds)) : null,
    });
}
