using System.Text.Json.Nodes;
using DirectedExecution.Cli;
using DirectedExecution.Worker.Startup;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Client;
using Tests.Support;

namespace Cli.Tests.Privacy;

public sealed class EncryptedRunTests
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task EncryptedRun_LeavesNoWordWithTheServer_NorWithAStranger(ServerKind kind)
    {
        await using var run = await PrivateRun.StartAsync(kind, "k1");
        var ana = run.Keys("k1");
        await run.OpenAsync(ana);
        await run.DoneAsync(ana, "confirm", PrivateRun.Id);
        await run.DoneAsync(
            ana, "direct", PrivateRun.Id, "open", "--arg", $"note={PrivateRun.Canary}", "--reason", PrivateRun.Canary, "--wait");
        await run.TypeAsync(ana, "direct", PrivateRun.Id, "fail", "--wait");
        await run.DoneAsync(ana, "stop", PrivateRun.Id, "--reason", PrivateRun.Canary, "--yes");

        Assert.Contains(PrivateRun.Canary, (await run.TypeAsync(ana, "ledger", "show", PrivateRun.Id)).Out, StringComparison.Ordinal);
        await StrangerSeesNothingAsync(run, PrivateRun.Id);

        // The successor begins with all that the predecessor knew.
        await run.DoneAsync(ana, "run", "start", "--from-run", PrivateRun.Id, "--id", "private-2");
        await run.DoneAsync(ana, "confirm", "private-2");
        await StrangerSeesNothingAsync(run, "private-2");
        await run.StopServerAsync();
        Assert.NotEmpty(run.ServerFiles);
        foreach (var file in run.ServerFiles)
        {
            Assert.False(CanarySearch.Holds(await File.ReadAllBytesAsync(file), PrivateRun.Canary), $"{file} holds the canary");
        }
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task EncryptedRun_ContinuedAsNew_GoesOnAndLeavesNoWord(ServerKind kind)
    {
        await using var run = await PrivateRun.StartWithShortHistoriesAsync(kind, "k1");
        var ana = run.Keys("k1");
        await run.OpenAsync(ana);
        var client = await TemporalConnections.ConnectAsync(
            run.Settings(), NullLoggerFactory.Instance, CancellationToken.None);
        var first = (await client.GetWorkflowHandle(PrivateRun.Id).DescribeAsync()).RunId;
        await run.DoneAsync(ana, "confirm", PrivateRun.Id);
        await run.DoneAsync(
            ana, "direct", PrivateRun.Id, "open", "--arg", $"note={PrivateRun.Canary}", "--reason", PrivateRun.Canary, "--wait");
        await run.TypeAsync(ana, "direct", PrivateRun.Id, "fail", "--wait");
        await Eventually.IsAsync(
            async () => (await client.GetWorkflowHandle(PrivateRun.Id).DescribeAsync()).RunId != first,
            "the run was continued as new");

        // The reference server lists a little later what it has done.
        await Eventually.IsAsync(
            async () => JsonNode.Parse((await run.TypeAsync(ana, "run", "list", "-o", "json")).Out)!["data"]!.AsArray().Count == 1,
            "the list shows the run once");

        await run.DoneAsync(ana, "stop", PrivateRun.Id, "--reason", PrivateRun.Canary, "--yes");

        Assert.Contains(PrivateRun.Canary, (await run.TypeAsync(ana, "ledger", "show", PrivateRun.Id)).Out, StringComparison.Ordinal);
        await run.DoneAsync(ana, "ledger", "export", PrivateRun.Id, "--to", "carried", "--audit", "audit.db");
        await run.DoneAsync(ana, "ledger", "verify", "carried");
        await StrangerSeesNothingAsync(run, PrivateRun.Id);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Keys_RotatedDuringARun_ChangeNothing_UntilTheOldOneIsGone(ServerKind kind)
    {
        await using var run = await PrivateRun.StartAsync(kind, "k1");
        await run.OpenAsync(run.Keys("k1"));
        await run.DoneAsync(run.Keys("k1"), "confirm", PrivateRun.Id);

        // Everybody gets the new key to decrypt first, and only then it encrypts.
        await run.StartWorkerAsync("k1", "k2");
        await run.StartWorkerAsync("k2", "k1");
        await run.UntilAnswersAsync(run.Keys("k2", "k1"));
        await run.DoneAsync(
            run.Keys("k2", "k1"), "direct", PrivateRun.Id, "open", "--arg", "note=rotated", "--wait");
        await run.DoneAsync(run.Keys("k1", "k2"), "ledger", "export", PrivateRun.Id, "--to", "rotated");

        var late = await run.TypeAsync(run.Keys("k1"), "run", "show", PrivateRun.Id);
        Assert.Equal((int)ExitCode.KeyMissing, late.Code);
        Assert.Contains("'k2'", late.Error, StringComparison.Ordinal);

        await run.StartWorkerAsync("k2");
        var stuck = await run.UntilAnswersAsync(run.Keys("k2"));
        Assert.NotEqual(0, stuck.Code);
        Assert.Contains("'k1'", stuck.Error, StringComparison.Ordinal);

        await run.StartWorkerAsync("k2", "k1");
        await Eventually.IsAsync(
            async () => (await run.UntilAnswersAsync(run.Keys("k2", "k1"))).Code == 0, "the run is known again");
    }

    [Fact]
    public async Task Run_OpenedInClear_GoesOnEncrypted_AndAStrangersWordIsRefusedByTheRun()
    {
        await using var run = await PrivateRun.StartAsync(ServerKind.Embedded);
        await run.OpenAsync(run.Keys());
        await run.StartWorkerAsync("k1");
        await run.UntilAnswersAsync(run.Keys("k1"));
        var client = await TemporalConnections.ConnectAsync(
            run.Settings(), NullLoggerFactory.Instance, CancellationToken.None);

        await client.GetWorkflowHandle(PrivateRun.Id).SignalAsync("directive", ["open the doors"]);
        await run.DoneAsync(run.Keys("k1"), "confirm", PrivateRun.Id);

        var ledger = await run.TypeAsync(run.Keys("k1"), "ledger", "show", PrivateRun.Id);
        Assert.Contains("alformed", ledger.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directive_EncryptedForAWorkerWithoutTheKey_WaitsForOneThatHasIt()
    {
        await using var run = await PrivateRun.StartAsync(ServerKind.Embedded);
        await run.OpenAsync(run.Keys());
        var client = await TemporalConnections.ConnectAsync(
            run.Settings("k1"), NullLoggerFactory.Instance, CancellationToken.None);
        await client.GetWorkflowHandle(PrivateRun.Id).SignalAsync("directive", ["open the doors"]);
        await Eventually.IsAsync(
            async () => (await client.GetWorkflowHandle(PrivateRun.Id).FetchHistoryAsync()).ToJson()
                .Contains("'k1'", StringComparison.Ordinal),
            "the worker says which key it lacks");

        await run.StartWorkerAsync("k1");
        await run.UntilAnswersAsync(run.Keys("k1"));
        await run.DoneAsync(run.Keys("k1"), "confirm", PrivateRun.Id);

        var ledger = await run.TypeAsync(run.Keys("k1"), "ledger", "show", PrivateRun.Id);
        Assert.Contains("unreadable directive", ledger.Out, StringComparison.Ordinal);
    }

    private static async Task StrangerSeesNothingAsync(PrivateRun run, string id)
    {
        var client = await TemporalConnections.ConnectAsync(
            run.Settings(), NullLoggerFactory.Instance, CancellationToken.None);
        var handle = client.GetWorkflowHandle(id);
        var history = await handle.FetchHistoryAsync();
        Assert.DoesNotContain(PrivateRun.Canary, history.ToJson(), StringComparison.OrdinalIgnoreCase);
        Assert.False(CanarySearch.Holds(CanarySearch.Decoded(history.ToJson()), PrivateRun.Canary), "the history holds the canary");
        var described = (await client.WorkflowService.DescribeWorkflowExecutionAsync(
            new() { Namespace = "default", Execution = new() { WorkflowId = id } })).ToString();
        Assert.Contains("encryption-key-id", described, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateRun.Canary, described, StringComparison.OrdinalIgnoreCase);
        Assert.False(CanarySearch.Holds(CanarySearch.Decoded(described), PrivateRun.Canary), "the description holds the canary");

        var show = await run.TypeAsync(run.Keys(), "run", "show", id);
        Assert.Equal((int)ExitCode.KeyMissing, show.Code);
        Assert.Contains("'k1'", show.Error, StringComparison.Ordinal);
        Assert.Empty(show.Out);
        await run.DoneAsync(run.Keys(), "run", "list");
    }
}
