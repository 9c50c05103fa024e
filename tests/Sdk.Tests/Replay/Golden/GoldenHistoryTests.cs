using System.IO.Compression;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;
using Tests.Support;

namespace Sdk.Tests.Replay.Golden;

/// <summary>
/// Histories of the real server, one for each feature and each of what can befall a run, as the CLI exports them. They
/// are added, never edited: the same code must go on in every later version of this SDK.
/// </summary>
public sealed class GoldenHistoryTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Sdk.Tests", "Replay", "Histories");

    public static TheoryData<string> Files => new(
        GoldenFeature.All.SelectMany(feature => Enum.GetValues<GoldenEnding>().Select(
            ending => GoldenRecorder.FileOf(feature, ending))));

    /// <summary>Records what is missing when the environment variable WRITE_HISTORIES is set.</summary>
    [SkippableFact]
    public async Task Record_WhatIsMissing_IsMade()
    {
        Skip.If(
            Environment.GetEnvironmentVariable("WRITE_HISTORIES") is not { Length: > 0 },
            "Histories are recorded with WRITE_HISTORIES=1");
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        await using var server = await ServerProcess.StartAsync(ServerKind.Real, GoldenRecorder.Server);
        var client = await TemporalClient.ConnectAsync(new(server.Address) { Identity = "recorder" });

        await new GoldenRecorder(client, server.Address, Folder).RecordAsync();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_SameCode_GoesOnAsRecorded(string file)
    {
        var keeper = new ResultKeeper();
        var history = await ReadAsync(file);

        await ReplayAsync(history, keeper);

        if (history.Events.Last() is { WorkflowExecutionCompletedEventAttributes: { } completed })
        {
            var recorded = completed.Result.Payloads_.Single();
            var again = await DataConverter.Default.ToPayloadAsync(keeper.Result);
            Assert.Equal(recorded.Data.ToStringUtf8(), again.Data.ToStringUtf8());
        }
        else
        {
            Assert.Equal(EventType.WorkflowExecutionContinuedAsNew, history.Events.Last().EventType);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_CodeWithAnotherCommand_IsFound(string file)
    {
        var history = await ReadAsync(file);

        foreach (var atGate in new[] { false, true })
        {
            await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync(history, new Intruder(atGate)));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_CutAfterAnyTask_GoesOnToThere(string file)
    {
        var history = await ReadAsync(file);
        var events = history.Events.ToList();
        var starts = Enumerable.Range(0, events.Count)
            .Where(at => events[at].EventType == EventType.WorkflowTaskStarted);

        foreach (var start in starts)
        {
            // What a worker with an empty cache gets with that task.
            await ReplayAsync(history with { Events = events[..(start + 1)] });
        }
    }

    [Theory]
    [InlineData(GoldenEnding.Evicted, EventType.WorkflowTaskCompleted)]
    [InlineData(GoldenEnding.FailedTask, EventType.WorkflowTaskFailed)]
    [InlineData(GoldenEnding.TimedOutTask, EventType.WorkflowTaskTimedOut)]
    [InlineData(GoldenEnding.Reset, EventType.WorkflowTaskFailed)]
    public async Task Histories_OfAnEnding_HaveItsMark(GoldenEnding ending, EventType mark)
    {
        foreach (var feature in GoldenFeature.All)
        {
            var history = await ReadAsync(GoldenRecorder.FileOf(feature, ending));

            Assert.Contains(history.Events, e => IsMark(e, ending, mark));
        }
    }

    private static bool IsMark(HistoryEvent e, GoldenEnding ending, EventType mark) => e.EventType == mark &&
        (ending == GoldenEnding.Reset) ==
        (e.WorkflowTaskFailedEventAttributes?.Cause == WorkflowTaskFailedCause.ResetWorkflow);

    private static async Task<WorkflowHistory> ReadAsync(string file)
    {
        await using var compressed = File.OpenRead(Path.Combine(Folder, file));
        using var text = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        return WorkflowHistory.FromJson(GoldenRecorder.IdOf(file), await text.ReadToEndAsync());
    }

    private static Task<WorkflowReplayResult> ReplayAsync(WorkflowHistory history, params IWorkerInterceptor[] interceptors)
    {
        var options = new WorkflowReplayerOptions { Interceptors = interceptors };
        foreach (var workflow in GoldenWorkflows.All)
        {
            options.AddWorkflow(workflow);
        }

        return new WorkflowReplayer(options).ReplayWorkflowAsync(history);
    }
}
