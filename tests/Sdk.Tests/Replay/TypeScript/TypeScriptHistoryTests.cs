using System.IO.Compression;
using Sdk.Tests.Replay.Golden;
using Temporalio.Api.Enums.V1;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;
using Tests.Support;

namespace Sdk.Tests.Replay.TypeScript;

/// <summary>
/// Histories that the official TypeScript SDK made: markers, ids, flags and the order of events are those of the core
/// that official SDKs share. Workflow code of the same shape goes on in them.
/// </summary>
public sealed class TypeScriptHistoryTests
{
    private static readonly string Folder =
        Path.Combine(Checkout.Root, "tests", "Sdk.Tests", "Replay", "TypeScript", "Histories");

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(Folder, "*.json.gz")
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal));

    [Fact]
    public void Histories_OfEveryTwin_AreThere() => Assert.Equal(
        TypeScriptTwins.All.SelectMany(type => new[] { "Complete", "Evicted" }.Select(
            ending => $"{Temporalio.Workflows.WorkflowDefinition.Create(type).Name}.{ending}.v1.json.gz"))
            .Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Folder, "*.json.gz")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_CodeOfTheSameShape_GoesOnToTheSameResult(string file)
    {
        var keeper = new ResultKeeper();
        var history = await ReadAsync(file);

        await ReplayAsync(history, keeper);

        var end = history.Events.Last();
        if (end.WorkflowExecutionCompletedEventAttributes is { } completed)
        {
            var again = await DataConverter.Default.ToPayloadAsync(keeper.Result);
            Assert.Equal(completed.Result.Payloads_.Single().Data.ToStringUtf8(), again.Data.ToStringUtf8());
        }
        else
        {
            Assert.Equal(EventType.WorkflowExecutionContinuedAsNew, end.EventType);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_CodeWithAnotherCommand_IsFound(string file)
    {
        var history = await ReadAsync(file);

        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync(history, new Intruder(false)));
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync(history, new Intruder(true)));
    }

    [Theory]
    [InlineData("tsLocal.Complete.v1.json.gz")]
    [InlineData("tsLocal.Evicted.v1.json.gz")]
    public async Task Marker_OfALocalActivity_IsWrittenByteByByteAsThere(string file)
    {
        var e = (await ReadAsync(file)).Events.Single(e => e.EventType == EventType.MarkerRecorded);

        Assert.True(LocalActivityMarker.TryRead(e, out var marker));
        var written = marker.ToCommand();

        Assert.Equal(e.MarkerRecordedEventAttributes.MarkerName, written.MarkerName);
        Assert.Equal(e.MarkerRecordedEventAttributes.Details, written.Details);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task History_OfTypeScript_NamesItsMaker(string file)
    {
        var first = (await ReadAsync(file)).Events.First(e => e.EventType == EventType.WorkflowTaskCompleted);

        Assert.Equal("temporal-typescript", first.WorkflowTaskCompletedEventAttributes.SdkMetadata.SdkName);
    }

    private static async Task<WorkflowHistory> ReadAsync(string file)
    {
        await using var compressed = File.OpenRead(Path.Combine(Folder, file));
        using var text = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        var parts = file.Split('.');
        return WorkflowHistory.FromJson($"{parts[0]}-{parts[1]}", await text.ReadToEndAsync());
    }

    private static Task<WorkflowReplayResult> ReplayAsync(
        WorkflowHistory history, params IWorkerInterceptor[] interceptors)
    {
        var options = new WorkflowReplayerOptions { Interceptors = interceptors };
        foreach (var workflow in TypeScriptTwins.All)
        {
            options.AddWorkflow(workflow);
        }

        return new WorkflowReplayer(options).ReplayWorkflowAsync(history);
    }
}
