using System.Diagnostics;
using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Services;

public sealed class ServiceToolTests : IAsyncLifetime, IDisposable
{
    private readonly Bench bench = new();

    private string[] Starts => File.Exists(bench.Folder["journal"]) ? File.ReadAllLines(bench.Folder["journal"]) : [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => bench.ActAsync("service", Call("stop"), key: "clean-up");

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Service_StartedRestartedAndStopped_IsSeenSo()
    {
        var before = await bench.ReadAsync("service", """{"operation":"status","pidFile":"pid"}""");
        var started = await bench.ActAsync("service", Call("start"), key: "k1");
        var restarted = await bench.ActAsync("service", Call("restart"), key: "k2");
        var stopped = await bench.ActAsync("service", Call("stop"), key: "k3");

        Assert.All([before, started, restarted, stopped], result => Assert.Equal(ToolOutcome.Executed, result.Outcome));
        Assert.Equal([false, true, true, false], [IsRunning(before), IsRunning(started), IsRunning(restarted), IsRunning(stopped)]);
        Assert.NotEqual(ProcessId(started), ProcessId(restarted));
        Assert.Equal(["k1", "k2"], Starts);
    }

    [Fact]
    public async Task Restart_TriedTwiceWithOneKey_IsOneRestart()
    {
        await bench.ActAsync("service", Call("start"), key: "k1");

        var first = await bench.ActAsync("service", Call("restart"), key: "k2");
        var second = await bench.ActAsync("service", Call("restart"), key: "k2");

        Assert.True(second.IsReplayed);
        Assert.Equal(ProcessId(first), ProcessId(second));
        Assert.Equal(["k1", "k2"], Starts);
    }

    [Fact]
    public async Task Restart_AfterATryThatDiedBetweenStopAndStart_OnlyStarts()
    {
        await bench.ActAsync("service", Call("start"), key: "k1");
        var old = ProcessId(await bench.ReadAsync("service", """{"operation":"status","pidFile":"pid"}"""));
        await LeaveIntentAsync("k2", old);
        using (var process = Process.GetProcessById(old))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var result = await bench.ActAsync("service", Call("restart"), key: "k2");

        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, IsRunning(result)));
        Assert.Equal(["k1", "k2"], Starts);
    }

    [Fact]
    public async Task Restart_AfterATryThatDiedBeforeItSaidSo_DoesNothing()
    {
        await bench.ActAsync("service", Call("start"), key: "k1");
        await LeaveIntentAsync("k2", oldProcessId: int.MaxValue);

        var result = await bench.ActAsync("service", Call("restart"), key: "k2");

        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, IsRunning(result)));
        Assert.Equal(["k1"], Starts);
    }

    [Fact]
    public async Task Start_OfARunningService_IsFailed()
    {
        await bench.ActAsync("service", Call("start"), key: "k1");

        var result = await bench.ActAsync("service", Call("start"), key: "k2");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Equal(["k1"], Starts);
    }

    [Fact]
    public async Task Restart_WhoseNewProcessEndsAtOnce_IsUnknown()
    {
        await bench.ActAsync("service", Call("start"), key: "k1");

        var result = await bench.ActAsync("service", Call("restart", "exit", "5"), key: "k2");

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.ReportedFailure), (result.Outcome, result.Code));
        Assert.Contains("5", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhoseProcessEndsAtOnce_IsFailed()
    {
        var result = await bench.ActAsync("service", Call("start", "exit", "5"));

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task PidFile_OfAProcessThatIsYounger_IsOfNoService()
    {
        await File.WriteAllTextAsync(bench.Folder["pid"], $"{Environment.ProcessId}");
        File.SetLastWriteTimeUtc(bench.Folder["pid"], Process.GetCurrentProcess().StartTime.ToUniversalTime().AddMinutes(-5));

        var result = await bench.ReadAsync("service", """{"operation":"status","pidFile":"pid"}""");

        Assert.False(IsRunning(result));
    }

    [Fact]
    public async Task Read_ThatWouldStop_IsFailed()
    {
        var result = await bench.ReadAsync("service", """{"operation":"stop","pidFile":"pid"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadOnly), (result.Outcome, result.Code));
    }

    private string Call(string operation, params string[] arguments)
    {
        string[] program = arguments.Length > 0 ? arguments : ["serve", bench.Folder["pid"], bench.Folder["journal"]];
        var call = JsonNode.Parse(Bench.Puppet(program))!.AsObject();
        call["operation"] = operation;
        call["pidFile"] = "pid";
        return call.ToJsonString();
    }

    private Task LeaveIntentAsync(string key, int oldProcessId) => File.WriteAllTextAsync(
        bench.Folder["pid.directed-intent.json"],
        $$"""{"key":"{{key}}","operation":"restart","oldProcessId":{{oldProcessId}},"isDone":false}""");

    private static bool IsRunning(ToolResult result) => result.Value!["isRunning"]!.GetValue<bool>();

    private static int ProcessId(ToolResult result) => result.Value!["processId"]!.GetValue<int>();
}
