using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Replay;

namespace Sdk.Tests.Replay;

/// <summary>Where sequences end, one table for all the ways in which attempts and empty tasks follow each other.</summary>
public sealed class HistoryCutterTests
{
    /// <summary>Gets histories in short form and the ids of the events that end their sequences.</summary>
    public static TheoryData<string, int[]> Histories => new()
    {
        { "begin sched start", [3] },
        { "begin sched start done timer", [3, 5] },
        { "begin sched start done", [3, 4] },
        { "begin sched start done timer fired sched start done end", [3, 8, 10] },
        { "begin sched start late sched start done timer", [6, 8] },
        { "begin sched start fail sched start done timer", [6, 8] },
        { "begin sched start late sched start fail sched start", [9] },
        { "begin sched start done signal sched start done sched start done timer", [3, 7, 10, 12] },
        { "begin sched start done sched start done sched start done timer", [3, 6, 9, 11] },
        { "begin sched start done sched start late sched start done timer", [3, 9, 11] },
        { "begin sched start done signal sched start done signal sched start done timer", [3, 7, 11, 13] },
        { "begin sched start done timer signal sched start done", [3, 8, 9] },
        { "begin sched start terminate", [4] },
        { "begin terminate", [2] },
        { "begin sched start done timer signal", [3, 6] },
        { "begin sched start done accept4 sched start done accept6 done2", [3, 7, 10] },
        { "begin sched start done signal sched start done sched start done accept8", [3, 7, 10, 12] },
        { "begin sched start done signal sched start done sched start done accept6", [3, 7, 10, 12] },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void Sequences_OfAHistory_EndWhereCodeRan(string words, int[] ends)
    {
        var events = Parse(words);
        var found = new List<int>();
        while (events.Count > 0)
        {
            var cut = HistoryCutter.FindEnd(events, 0, isLastPage: true);
            found.Add((int)events[cut.End - 1].EventId);
            events.RemoveRange(0, cut.End);
        }

        Assert.Equal(ends, found);
    }

    [Theory]
    [InlineData("begin sched start", nameof(HistoryCutKind.Complete))]
    [InlineData("signal sched start", nameof(HistoryCutKind.NeedsMore))]
    [InlineData("signal sched start done", nameof(HistoryCutKind.NeedsMore))]
    [InlineData("done timer signal sched start", nameof(HistoryCutKind.Complete))]
    [InlineData("done signal", nameof(HistoryCutKind.NeedsMore))]
    public void Sequences_WithMoreToCome_AreCutOnlyWhenSure(string words, string kind) =>
        Assert.Equal(kind, HistoryCutter.FindEnd(Parse(words), 0, isLastPage: false).Kind.ToString());

    private static List<HistoryEvent> Parse(string words)
    {
        var events = new List<HistoryEvent>();
        foreach (var word in words.Split(' '))
        {
            var e = new HistoryEvent
            {
                EventId = events.Count + 1,
                EventType = word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') switch
                {
                    "begin" => EventType.WorkflowExecutionStarted,
                    "sched" => EventType.WorkflowTaskScheduled,
                    "start" => EventType.WorkflowTaskStarted,
                    "done" when word == "done2" => EventType.WorkflowExecutionUpdateCompleted,
                    "done" => EventType.WorkflowTaskCompleted,
                    "late" => EventType.WorkflowTaskTimedOut,
                    "fail" => EventType.WorkflowTaskFailed,
                    "signal" => EventType.WorkflowExecutionSignaled,
                    "timer" => EventType.TimerStarted,
                    "fired" => EventType.TimerFired,
                    "accept" => EventType.WorkflowExecutionUpdateAccepted,
                    "terminate" => EventType.WorkflowExecutionTerminated,
                    _ => EventType.WorkflowExecutionCompleted,
                },
            };
            if (word.StartsWith("accept", StringComparison.Ordinal))
            {
                e.WorkflowExecutionUpdateAcceptedEventAttributes = new() { AcceptedRequestSequencingEventId = word[6] - '0' };
            }

            events.Add(e);
        }

        return events;
    }
}
