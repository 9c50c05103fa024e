using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Hostile;

/// <summary>Programs that behave as badly as they can: bounded in time and memory, and never believed too much.</summary>
public sealed class HostileProcessTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Flood_OfHundredMegabytes_CostsNoMemory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var result = await bench.ActAsync("shell", Bench.Puppet("flood", "100000000"), timeout: TimeSpan.FromMinutes(5));

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, result.IsTruncated));
        Assert.True(result.Value!.ToJsonString().Length < 200_000);
        Assert.True(grown < 20_000_000, $"It grew by {grown} bytes.");
    }

    [SkippableFact]
    public async Task Child_ThatLeftItsSession_IsEndedAndTheOutcomeIsUnknown()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setsid"), "setsid is not there");
        var pidFile = bench.Folder["child"];

        var result = await bench.ActAsync("shell", Bench.Puppet("leave", pidFile));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.LeftoverProcesses), (result.Outcome, result.Code));
        Assert.Equal(0, result.ExitCode);
        Assert.False(IsAlive(await File.ReadAllTextAsync(pidFile)));
    }

    [Fact]
    public async Task ExitCode_OfAProgramThatDidNothing_IsOnlyAClaim()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("exit", "0"));
        var read = await bench.ReadAsync("file", $$"""{"path":"{{bench.Folder["made"]}}","operation":"read"}""");

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.False((bool?)read.Value!["exists"]);
    }

    [Theory]
    [InlineData("6100620063")]
    [InlineData("61fffe62c328")]
    [InlineData("61eda0804201")]
    public async Task Bytes_ThatAreNoText_AreKeptAsWritableText(string hex)
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("bytes", hex));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.NotNull(DirectedExecution.Domain.Primitives.JsonData.Parse(result.Value!.ToJsonString()));
        Assert.StartsWith("a", (string?)result.Value["output"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"n":1e999999}""")]
    [InlineData("""{"n":1,"n":2}""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]""")]
    public async Task Output_ThatIsNoExactData_StaysText(string json)
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("say", json));

        Assert.Equal((ToolOutcome.Executed, json), (result.Outcome, (string?)result.Value!["output"]));
    }

    [Fact]
    public async Task Number_WithAMillionDigits_IsKeptToTheLimit()
    {
        var digits = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes("[" + new string('9', 60_000) + "]"));

        var result = await bench.ActAsync("shell", Bench.Puppet("bytes", digits));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.True(result.Value!.ToJsonString().Length < 70_000);
    }

    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("DIRECTED_CALL")]
    [InlineData("BASH_ENV")]
    public async Task Variable_ThatLoadsOtherCode_IsRefused(string name)
    {
        var call = Bench.Puppet("variables");

        var result = await bench.ActAsync("shell", call[..^1] + $$$""","environment":{"{{{name}}}":"x"}}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Variable_ThatIsNotOnTheList_IsRefused()
    {
        using var strict = new Bench(options => options with { Variables = ["BATCH"] });
        var call = Bench.Puppet("variables");

        var known = await strict.ActAsync("shell", call[..^1] + ""","environment":{"BATCH":"7"}}""");
        var other = await strict.ActAsync("shell", call[..^1] + ""","environment":{"OTHER":"7"}}""");

        Assert.Contains("BATCH=7", known.Excerpt, StringComparison.Ordinal);
        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (other.Outcome, other.Code));
    }

    [Fact]
    public async Task Tool_ThatNeitherEndsNorHears_IsLeftBehind()
    {
        using var never = new ManualResetEventSlim();
        var time = new ManualTime();
        var runner = new ToolRunner([new Deaf(never)], new ToolOptions(), time);

        var running = runner.RunAsync(
            new ToolRequest { Kind = "deaf", Parameters = [], IsRead = false, Timeout = TimeSpan.FromSeconds(5) },
            CancellationToken.None);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        var result = await running;
        never.Set();
        Assert.Equal((ToolOutcome.Unknown, ToolCodes.TimedOut), (result.Outcome, result.Code));
    }

    // An orphan that was ended may stand in the table until somebody collects it.
    private static bool IsAlive(string processId)
    {
        var stat = $"/proc/{processId}/stat";
        return File.Exists(stat) && File.ReadAllText(stat).Split(')')[^1].TrimStart()[0] is not ('Z' or 'X');
    }

    private sealed class Deaf(ManualResetEventSlim never) : ITool
    {
        public string Kind => "deaf";

        public ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
        {
            never.Wait(CancellationToken.None);
            return ValueTask.FromResult(ToolResult.Executed(null));
        }
    }
}
