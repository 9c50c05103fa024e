using System.Collections.Concurrent;
using System.Globalization;
using DevServer.Tests.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;
using Xunit.Abstractions;

namespace DevServer.Tests.Hosting;

/// <summary>The server killed with kill -9 while clients write: what was acknowledged is there afterwards, once, in order.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 5;
    private const int Writers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Kill_WhileSignalsAreSent_LosesNoneThatWasAcknowledged()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"TEST_SEED={seed}");
        var chance = new Random(seed);
        var file = folder.File("killed.db");
        var acknowledged = new ConcurrentQueue<string>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await StartServerAsync(file);
            using var client = new RawClient(server.Address);
            await StartAsync(client);
            await CheckAsync(client, acknowledged, $"seed {seed}, before round {round}");
            await SignalUntilKilledAsync(client, server, round, chance.Next(20, 400), acknowledged);
        }

        await using var last = await StartServerAsync(file);
        using var reader = new RawClient(last.Address);
        await CheckAsync(reader, acknowledged, $"seed {seed}, at the end");
        output.WriteLine($"{acknowledged.Count} signals were acknowledged over {Rounds} lives");
    }

    public void Dispose() => folder.Dispose();

    private static Task<ServerProcess> StartServerAsync(string file) =>
        ServerProcess.StartAsync(ServerKind.Embedded, new() { DatabaseFile = file });

    /// <summary>Conflict policy USE_EXISTING: the workflow of the first life is the workflow of all.</summary>
    private static Task<StartWorkflowExecutionResponse> StartAsync(RawClient client) =>
        client.CallAsync<StartWorkflowExecutionResponse>(new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "survivor",
            WorkflowType = new WorkflowType { Name = "T" },
            TaskQueue = new TaskQueue { Name = "nobody" },
            RequestId = Guid.NewGuid().ToString(),
            WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
        });

    private static async Task SignalUntilKilledAsync(
        RawClient client, ServerProcess server, int round, int killAfter, ConcurrentQueue<string> acknowledged)
    {
        var count = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var number = 0; ; number++)
            {
                var name = $"{round}/{writer}/{number:0000}";
                await client.CallAsync<SignalWorkflowExecutionResponse>(new SignalWorkflowExecutionRequest
                {
                    Namespace = "default",
                    WorkflowExecution = new WorkflowExecution { WorkflowId = "survivor" },
                    SignalName = name,
                    RequestId = name,
                });
                acknowledged.Enqueue(name);
                if (Interlocked.Increment(ref count) == killAfter)
                {
                    enough.SetResult();
                }
            }
        }).ToList();

        // A writer that ends before the kill ends the test with its own error; without this it would wait for ever.
        await await Task.WhenAny([enough.Task, .. writers]).WaitAsync(Patience);
        await server.KillAsync();
        foreach (var writer in writers)
        {
            // The connection dies under every writer: any other end would hide a fault.
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => writer.WaitAsync(Patience));
        }
    }

    private static async Task CheckAsync(RawClient client, ConcurrentQueue<string> acknowledged, string where)
    {
        var found = await SignalsAsync(client);
        Assert.True(found.Count == found.Distinct().Count(), $"{where}: a signal is there twice");
        var lost = acknowledged.Except(found).ToList();
        Assert.True(lost.Count == 0, $"{where}: lost {string.Join(", ", lost)}");
        foreach (var writer in found.GroupBy(name => name[..name.LastIndexOf('/')]))
        {
            Assert.True(writer.SequenceEqual(writer.Order(StringComparer.Ordinal)), $"{where}: {writer.Key} out of order");
        }
    }

    private static async Task<List<string>> SignalsAsync(RawClient client)
    {
        var names = new List<string>();
        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = "survivor" },
        };
        do
        {
            var page = await client.CallAsync<GetWorkflowExecutionHistoryResponse>(request);
            names.AddRange(page.History.Events
                .Where(one => one.EventType == EventType.WorkflowExecutionSignaled)
                .Select(one => one.WorkflowExecutionSignaledEventAttributes.SignalName));
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);
        return names;
    }
}
