using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Files;

public sealed class FileToolTests : IDisposable
{
    private const string TurnOff =
        """{"path":"flags.json","operation":"set","values":{"pipelineV2":false},"expect":{"pipelineV2":true}}""";

    private readonly Bench bench = new();

    public FileToolTests() => File.WriteAllText(bench.Folder["flags.json"], """{"pipelineV2": true, "intake": true}""");

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Flag_AsExpected_IsChangedAndTheRestKept()
    {
        var result = await bench.ActAsync("file", TurnOff);

        var read = await bench.ReadAsync("file", """{"path":"flags.json","operation":"read"}""");
        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.False(read.Value!["content"]!["pipelineV2"]!.GetValue<bool>());
        Assert.True(read.Value!["content"]!["intake"]!.GetValue<bool>());
        Assert.Equal(result.Value!["digest"]!.GetValue<string>(), read.Value!["digest"]!.GetValue<string>());
    }

    [Fact]
    public async Task Flag_ChangedAlready_IsExecutedWithoutAChange()
    {
        await bench.ActAsync("file", TurnOff);
        var written = File.GetLastWriteTimeUtc(bench.Folder["flags.json"]);

        var result = await bench.ActAsync("file", TurnOff);

        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, result.IsReplayed));
        Assert.Equal(written, File.GetLastWriteTimeUtc(bench.Folder["flags.json"]));
    }

    [Fact]
    public async Task Flag_NotAsExpected_IsLeftAlone()
    {
        const string Content = """{"pipelineV2": "maybe"}""";
        await File.WriteAllTextAsync(bench.Folder["flags.json"], Content);

        var result = await bench.ActAsync("file", TurnOff);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Equal(Content, await File.ReadAllTextAsync(bench.Folder["flags.json"]));
    }

    [Fact]
    public async Task Writers_Several_NeverShowHalfAFile()
    {
        var contents = Enumerable.Range(0, 4).Select(number => new string((char)('a' + number), 200_000)).ToArray();
        using var stop = new CancellationTokenSource();
        var torn = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var seen = File.Exists(bench.Folder["text"]) ? await File.ReadAllTextAsync(bench.Folder["text"]) : contents[0];
                if (!contents.Contains(seen, StringComparer.Ordinal))
                {
                    return true;
                }
            }

            return false;
        });

        var results = await Task.WhenAll(contents.Select(content =>
            bench.ActAsync("file", $$"""{"path":"text","operation":"write","content":"{{content}}"}""")));
        await stop.CancelAsync();

        Assert.All(results, result => Assert.Equal(ToolOutcome.Executed, result.Outcome));
        Assert.False(await torn);
    }

    [Fact]
    public async Task Write_WithTheDigestOfAnotherContent_IsFailed()
    {
        var result = await bench.ActAsync(
            "file", """{"path":"flags.json","operation":"write","content":"x","expectDigest":"00"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Read_OfAMissingFile_IsAnObservation()
    {
        var result = await bench.ReadAsync("file", """{"path":"missing","operation":"read"}""");

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.False(result.Value!["exists"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Path_ThroughALink_DoesNotLeaveTheRoot()
    {
        using var outside = new Folder();
        Directory.CreateSymbolicLink(bench.Folder["link"], outside.Path);

        var result = await bench.ActAsync("file", """{"path":"link/new","operation":"write","content":"x"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
        Assert.Empty(Directory.GetFiles(outside.Path));
    }

    [Theory]
    [InlineData("""{"path":"/etc/passwd","operation":"read"}""")]
    [InlineData("""{"path":"a/../../x","operation":"read"}""")]
    [InlineData("""{"path":"x","operation":"delete"}""")]
    [InlineData("""{"path":"x","operation":"write"}""")]
    [InlineData("""{"path":7,"operation":"read"}""")]
    public async Task Call_Malformed_IsFailed(string parameters)
    {
        var result = await bench.ActAsync("file", parameters);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
    }
}
