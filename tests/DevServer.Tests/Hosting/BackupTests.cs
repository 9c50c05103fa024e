using DevServer.Tests.Storage;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>A copy of a server in use, and a server on the copy.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Save_WhileSignalsCome_RestoresEverythingAcknowledgedBeforeIt()
    {
        var copy = folder.File("copy.db");
        var acknowledged = 0;
        var atBackup = 0;
        await using (var server = await StartAsync("live.db"))
        {
            using var client = new RawClient(server.Address);
            await StartWorkflowAsync(client);
            using var enough = new CancellationTokenSource();
            var writing = WriteAsync();
            while (Volatile.Read(ref acknowledged) < 20)
            {
                await Task.Yield();
            }

            atBackup = Volatile.Read(ref acknowledged);
            var size = await ServerBackup.SaveAsync(server.Address, copy);
            await enough.CancelAsync();
            await writing;

            Assert.Equal(new FileInfo(copy).Length, size);
            Assert.Equal(Volatile.Read(ref acknowledged), await SignalsAsync(client));

            async Task WriteAsync()
            {
                for (var number = 0; !enough.IsCancellationRequested; number++)
                {
                    await WriteOneAsync(client, $"s{number}");
                    Interlocked.Increment(ref acknowledged);
                }
            }
        }

        Assert.Equal(["copy.db", "live.db"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        await using var restored = await StartAsync("copy.db");
        using var reader = new RawClient(restored.Address);
        Assert.InRange(await SignalsAsync(reader), atBackup, acknowledged);
        await WriteOneAsync(reader, "after");
    }

    [Fact]
    public async Task Save_ServerInMemory_IsRefused()
    {
        await using var server = await Host.StartAsync(new DevServerOptions { Port = 0 });

        await AssertRefusedAsync(server.Address, folder.File("copy.db"), "keeps everything in memory");
    }

    [Fact]
    public async Task Save_FileIsThereOrFolderIsNot_IsRefused()
    {
        await using var server = await StartAsync("live.db");

        await AssertRefusedAsync(server.Address, folder.File("live.db"), "is there already");
        await AssertRefusedAsync(server.Address, folder.File("no/such/copy.db"), "does not exist");
    }

    [Fact]
    public async Task Save_NobodyAnswers_IsRefused() =>
        await AssertRefusedAsync("127.0.0.1:1", folder.File("copy.db"), "no answer");

    [Fact]
    public async Task Save_ServerThatAsksForAKey_WantsTheKey()
    {
        var keys = folder.File("keys");
        await File.WriteAllTextAsync(keys, "a-key\n");
        await using var server = await Host.StartAsync(
            new DevServerOptions { Port = 0, DbFilename = folder.File("live.db"), ApiKeyFile = keys });

        await AssertRefusedAsync(server.Address, folder.File("copy.db"), "Request unauthorized");
        Assert.True(await ServerBackup.SaveAsync(server.Address, folder.File("copy.db"), "a-key") > 0);
    }

    public void Dispose() => folder.Dispose();

    private Task<Host> StartAsync(string file) =>
        Host.StartAsync(new DevServerOptions { Port = 0, DbFilename = folder.File(file) });

    private async Task AssertRefusedAsync(string address, string file, string part)
    {
        var before = Directory.GetFiles(folder.Path).Length;
        var refusal = await Assert.ThrowsAsync<DevServerException>(() => ServerBackup.SaveAsync(address, file));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(folder.Path).Length);
    }

    private static Task<StartWorkflowExecutionResponse> StartWorkflowAsync(RawClient client) => client.CallAsync<StartWorkflowExecutionResponse>(
        new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "w",
            WorkflowType = new WorkflowType { Name = "T" },
            TaskQueue = new TaskQueue { Name = "nobody" },
        });

    private static Task<SignalWorkflowExecutionResponse> WriteOneAsync(RawClient client, string name) =>
        client.CallAsync<SignalWorkflowExecutionResponse>(
        new SignalWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new WorkflowExecution { WorkflowId = "w" },
            SignalName = name,
            RequestId = name,
        });

    private static async Task<int> SignalsAsync(RawClient client)
    {
        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = "w" },
        };
        var signals = 0;
        do
        {
            var page = await client.CallAsync<GetWorkflowExecutionHistoryResponse>(request);
            signals += page.History.Events.Count(one => one.EventType == EventType.WorkflowExecutionSignaled);
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);
        return signals;
    }
}
