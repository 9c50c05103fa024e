using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Visibility;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.Common.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Hosting;

/// <summary>The serial loop: nothing is acknowledged before it is durable, and one commit serves all that wait.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Disposed by IAsyncLifetime.")]
public sealed class CommitTests : IAsyncLifetime
{
    /// <summary>How often the pool is let run, so that a reply that was given out too early is seen as such.</summary>
    private const int Turns = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly GatedStore store = new();
    private WorkflowEngine engine = null!;
    private SerialLoop loop = null!;

    public Task InitializeAsync()
    {
        var catalog = new Catalog(store.Load());
        catalog.Add(NamespaceRows.Create("n", "default", NamespaceRows.DefaultRetention));
        engine = new WorkflowEngine(new EngineOptions(), catalog, store, new RandomIdSource());
        engine.Recover(store.Load(), DateTimeOffset.UtcNow);
        var state = new LoopState(engine, catalog, new VisibilityIndex([]), store);
        state.Apply(engine.EndTurn().Batch);
        state.Apply(catalog.TakeBatch());
        store.Commit();
        loop = new SerialLoop(state, TimeProvider.System, NullLogger.Instance);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        store.IsGated = false;
        store.LetOnePass();
        await loop.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task Reply_WhileItsCommitIsUnderWay_IsHeldBack()
    {
        store.IsGated = true;

        var start = StartAsync("w");
        await store.UntilCommitWaitsAsync();
        await LetThePoolRunAsync();
        Assert.False(start.IsCompleted);
        store.LetOnePass();

        Assert.NotEmpty((await start.WaitAsync(Patience)).RunId);
    }

    [Fact]
    public async Task Task_WhileItsCommitIsUnderWay_IsNotHandedOut()
    {
        var poll = PollAsync();
        await loop.RunAsync(_ => true);
        store.IsGated = true;

        var start = StartAsync("w");
        await store.UntilCommitWaitsAsync();
        await LetThePoolRunAsync();
        Assert.False(poll.IsCompleted);
        store.LetOnePass();

        Assert.Equal("w", (await poll.WaitAsync(Patience)).WorkflowExecution.WorkflowId);
        await start.WaitAsync(Patience);
    }

    [Fact]
    public async Task Refusal_OfACallBehindAWrite_WaitsForItsCommitToo()
    {
        store.IsGated = true;
        var start = StartAsync("w");
        await store.UntilCommitWaitsAsync();

        // That there is a run of this id is not durable yet: a refusal that says so must wait for the same reason.
        var again = StartAsync("w", "another request");
        await LetThePoolRunAsync();
        Assert.False(again.IsCompleted);
        store.LetOnePass();

        var refusal = await Assert.ThrowsAsync<RpcError>(() => again.WaitAsync(Patience));
        Assert.Equal(GrpcStatusCode.AlreadyExists, refusal.Code);
        await start.WaitAsync(Patience);
    }

    [Fact]
    public async Task Commit_OfAllThatQueuedMeanwhile_IsOne()
    {
        const int count = 40;
        store.IsGated = true;
        var first = StartAsync("first");
        await store.UntilCommitWaitsAsync();

        var others = Enumerable.Range(0, count).Select(number => StartAsync($"w{number}")).ToList();
        store.LetOnePass();
        await store.UntilCommitWaitsAsync();
        store.LetOnePass();
        await Task.WhenAll(others).WaitAsync(Patience);

        await first;
        Assert.Equal([1, count], store.BatchesPerCommit);
    }

    [Fact]
    public async Task Store_ThatFails_StopsTheLoopAndAcknowledgesNothing()
    {
        var poll = PollAsync();
        await loop.RunAsync(_ => true);
        store.IsBroken = true;

        var refusal = await Assert.ThrowsAsync<RpcError>(() => StartAsync("w").WaitAsync(Patience));

        Assert.Equal(GrpcStatusCode.Unavailable, refusal.Code);
        Assert.Equal(GrpcStatusCode.Unavailable, (await Assert.ThrowsAsync<RpcError>(() => poll.WaitAsync(Patience))).Code);
        Assert.Equal(GrpcStatusCode.Unavailable, (await Assert.ThrowsAsync<RpcError>(() => StartAsync("later"))).Code);
        await Assert.ThrowsAsync<StoreException>(() => loop.Completion.WaitAsync(Patience));
    }

    [Fact]
    public async Task Turn_ThatFaults_IsTakenBackAndTheNextOneRuns()
    {
        var fault = await Assert.ThrowsAsync<RpcError>(() => loop.RunAsync<bool>(now =>
        {
            engine.Start(Request("half done", "r"), now);
            throw new InvalidOperationException("a fault in the middle");
        }));

        Assert.Equal(GrpcStatusCode.Unknown, fault.Code);
        Assert.NotEmpty((await StartAsync("half done")).RunId);
    }

    private static async Task LetThePoolRunAsync()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            await Task.Run(() => { });
        }
    }

    private static StartWorkflowExecutionRequest Request(string id, string requestId) => new()
    {
        Namespace = "default",
        WorkflowId = id,
        WorkflowType = new WorkflowType { Name = "T" },
        TaskQueue = new TaskQueue { Name = "q" },
        RequestId = requestId,
    };

    private Task<StartWorkflowExecutionResponse> StartAsync(string id, string requestId = "first") =>
        loop.RunAsync(now => engine.Start(Request(id, requestId), now));

    private Task<PollWorkflowTaskQueueResponse> PollAsync() => loop.WaitAsync<PollWorkflowTaskQueueResponse>(
        DateTimeOffset.UtcNow + Patience,
        (ticket, now) => engine.PollWorkflowTask(
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new TaskQueue { Name = "q" } }, ticket, now),
        CancellationToken.None);
}
