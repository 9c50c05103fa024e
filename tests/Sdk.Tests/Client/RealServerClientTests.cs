using System.Net;
using System.Net.Sockets;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Client;

/// <summary>The client against the real server. No worker runs: nothing here gets further than its first workflow task.</summary>
public sealed class RealServerClientTests
{
    [Workflow]
    public interface IJob
    {
        [WorkflowRun]
        Task<string> RunAsync(string name, int count);

        [WorkflowSignal("direct")]
        Task DirectAsync(string what);
    }

    [SkippableFact]
    public async Task Connect_RealServer_IsConnectedAndHealthy()
    {
        var client = await ConnectAsync();

        Assert.True(((TemporalConnection)client.Connection).IsConnected);
        Assert.True(await client.Connection.CheckHealthAsync());
        Assert.True(await client.Connection.CheckHealthAsync(client.OperatorService));
        Assert.Equal("1.29.1", ((TemporalConnection)client.Connection).SystemInfo!.ServerVersion);
    }

    [SkippableFact]
    public async Task CreateLazy_FirstCall_Connects()
    {
        var client = TemporalClient.CreateLazy(new(await AddressAsync()));
        var connection = (TemporalConnection)client.Connection;
        Assert.False(connection.IsConnected);

        await client.WorkflowService.GetSystemInfoAsync(new());

        Assert.True(connection.IsConnected);
    }

    [SkippableFact]
    public async Task Start_ByLambda_IsDescribedWithAllItsData()
    {
        var client = await ConnectAsync();
        var id = NewId();
        var options = new WorkflowOptions(id, "queue-" + id)
        {
            Memo = new Dictionary<string, object> { ["note"] = "überall", ["n"] = 3 },
            StaticSummary = "summary",
            StaticDetails = "details",
            RunTimeout = TimeSpan.FromHours(1),
        };

        var handle = await client.StartWorkflowAsync((IJob job) => job.RunAsync("x", 2), options);
        var description = await handle.DescribeAsync();

        Assert.Null(handle.RunId);
        Assert.Equal(handle.ResultRunId, description.RunId);
        Assert.Equal(handle.ResultRunId, handle.FirstExecutionRunId);
        Assert.Equal("Job", description.WorkflowType);
        Assert.Equal(WorkflowExecutionStatus.Running, description.Status);
        Assert.Equal("queue-" + id, description.TaskQueue);
        Assert.Equal("überall", await description.Memo["note"].ToValueAsync<string>());
        Assert.Equal(3, await description.Memo["n"].ToValueAsync<int>());
        Assert.Equal("summary", await description.GetStaticSummaryAsync());
        Assert.Equal("details", await description.GetStaticDetailsAsync());
        var started = (await handle.FetchHistoryAsync()).Events.First().WorkflowExecutionStartedEventAttributes;
        Assert.Equal(["\"x\"", "2"], started.Input.Payloads_.Select(payload => payload.Data.ToStringUtf8()));
        Assert.Equal(client.Connection.Options.Identity, started.Identity);
    }

    [SkippableFact]
    public async Task Start_SearchAttributes_AreReadBackAndSearched()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        await using var server = await RealServer.StartAsync(new()
        {
            SearchAttributes =
            [
                "Word=Keyword", "Prose=Text", "Whole=Int", "Real=Double", "Flag=Bool", "When=Datetime", "Words=KeywordList",
            ],
        });
        var client = await TemporalClient.ConnectAsync(new(server.Address));
        var when = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var attributes = new SearchAttributeCollection.Builder()
            .Set(SearchAttributeKey.CreateKeyword("Word"), "red")
            .Set(SearchAttributeKey.CreateText("Prose"), "some text here")
            .Set(SearchAttributeKey.CreateLong("Whole"), 9_007_199_254_740_993L)
            .Set(SearchAttributeKey.CreateDouble("Real"), 1.5)
            .Set(SearchAttributeKey.CreateBool("Flag"), true)
            .Set(SearchAttributeKey.CreateDateTimeOffset("When"), when)
            .Set(SearchAttributeKey.CreateKeywordList("Words"), ["a", "b"])
            .ToSearchAttributeCollection();

        var handle = await client.StartWorkflowAsync(
            "Job", [], new(NewId(), "queue") { TypedSearchAttributes = attributes });
        var read = (await handle.DescribeAsync()).TypedSearchAttributes;

        Assert.Equal("red", read.Get(SearchAttributeKey.CreateKeyword("Word")));
        Assert.Equal("some text here", read.Get(SearchAttributeKey.CreateText("Prose")));
        Assert.Equal(9_007_199_254_740_993L, read.Get(SearchAttributeKey.CreateLong("Whole")));
        Assert.Equal(1.5, read.Get(SearchAttributeKey.CreateDouble("Real")));
        Assert.True(read.Get(SearchAttributeKey.CreateBool("Flag")));
        Assert.Equal(when, read.Get(SearchAttributeKey.CreateDateTimeOffset("When")));
        Assert.Equal(["a", "b"], read.Get(SearchAttributeKey.CreateKeywordList("Words")));
        await UntilAsync(async () => (await client.CountWorkflowsAsync("Word = 'red' AND Flag = true")).Count == 1);
    }

    [SkippableFact]
    public async Task Start_SameIdTwice_ThrowsAlreadyStartedWithTheRunThatIsThere()
    {
        var client = await ConnectAsync();
        var options = new WorkflowOptions(NewId(), "queue");
        var first = await client.StartWorkflowAsync("Job", [], options);

        var thrown = await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(
            () => client.StartWorkflowAsync("Job", [], options));

        Assert.Equal(first.Id, thrown.WorkflowId);
        Assert.Equal("Job", thrown.WorkflowType);
        Assert.Equal(first.ResultRunId, thrown.RunId);
    }

    [SkippableFact]
    public async Task Start_UseExisting_GetsTheRunThatIsThereAndClaimsNoFirstRun()
    {
        var client = await ConnectAsync();
        var id = NewId();
        var first = await client.StartWorkflowAsync("Job", [], new(id, "queue"));

        var second = await client.StartWorkflowAsync(
            "Job", [], new(id, "queue") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

        Assert.Equal(first.ResultRunId, second.ResultRunId);
        Assert.Null(second.FirstExecutionRunId);
    }

    [SkippableFact]
    public async Task Signal_ByLambdaAndByName_StandsInTheHistory()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync((IJob job) => job.RunAsync("x", 1), new(NewId(), "queue"));

        await handle.SignalAsync(job => job.DirectAsync("go"));
        await handle.SignalAsync("other", [1, null]);

        var signals = (await handle.FetchHistoryAsync()).Events
            .Where(e => e.EventType == EventType.WorkflowExecutionSignaled)
            .Select(e => e.WorkflowExecutionSignaledEventAttributes).ToArray();
        Assert.Equal(["direct", "other"], signals.Select(signal => signal.SignalName));
        Assert.Equal("\"go\"", signals[0].Input.Payloads_.Single().Data.ToStringUtf8());
        Assert.Equal(
            ["json/plain", "binary/null"], signals[1].Input.Payloads_.Select(p => p.Metadata["encoding"].ToStringUtf8()));
    }

    [SkippableFact]
    public async Task SignalWithStart_Twice_StartsOnceAndSignalsTwice()
    {
        var client = await ConnectAsync();
        var options = new WorkflowOptions(NewId(), "queue");
        options.SignalWithStart((IJob job) => job.DirectAsync("go"));

        var first = await client.StartWorkflowAsync("Job", [], options);
        var second = await client.StartWorkflowAsync("Job", [], options);

        Assert.Equal(first.ResultRunId, second.ResultRunId);
        var history = await second.FetchHistoryAsync();
        Assert.Equal(2, history.Events.Count(e => e.EventType == EventType.WorkflowExecutionSignaled));
    }

    [SkippableFact]
    public async Task Terminate_ThenResult_ThrowsTerminatedWithReasonAndDetails()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue"));
        var result = handle.GetResultAsync();

        await handle.TerminateAsync("enough", new() { Details = ["why", 7] });

        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => result);
        var terminated = Assert.IsType<TerminatedFailureException>(failed.InnerException);
        Assert.Equal("enough", terminated.Message);
        Assert.Equal("why", terminated.Details!.ElementAt<string>(0));
        Assert.Equal(7, terminated.Details.ElementAt<int>(1));
        var again = await Assert.ThrowsAsync<RpcException>(() => handle.SignalAsync("late", []));
        Assert.Equal(RpcException.StatusCode.NotFound, again.Code);
    }

    [SkippableFact]
    public async Task Result_RunTimeout_ThrowsTimeout()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync(
            "Job", [], new(NewId(), "queue") { RunTimeout = TimeSpan.FromSeconds(1) });

        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());

        Assert.Equal(TimeoutType.StartToClose, Assert.IsType<TimeoutFailureException>(failed.InnerException).TimeoutType);
    }

    [SkippableFact]
    public async Task Cancel_Running_IsRecorded()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue"));

        await handle.CancelAsync();

        Assert.Contains(
            (await handle.FetchHistoryAsync()).Events,
            e => e.EventType == EventType.WorkflowExecutionCancelRequested);
    }

    [SkippableFact]
    public async Task List_ManyWorkflows_PagesThroughAllAndStopsAtTheLimit()
    {
        var client = await ConnectAsync();
        var type = "List" + Guid.NewGuid().ToString("N");
        var ids = Enumerable.Range(0, 5).Select(_ => NewId()).ToHashSet();
        foreach (var id in ids)
        {
            await client.StartWorkflowAsync(type, [], new(id, "queue"));
        }

        var query = $"WorkflowType = '{type}'";
        await UntilAsync(async () => (await client.CountWorkflowsAsync(query)).Count == 5);

        Assert.Equal(ids, (await ToListAsync(client.ListWorkflowsAsync(query))).Select(w => w.Id).ToHashSet());
        Assert.Equal(2, (await ToListAsync(client.ListWorkflowsAsync(query, new() { Limit = 2 }))).Count);
        var found = new List<string>();
        byte[]? token = null;
        var pages = 0;
        do
        {
            var page = await client.ListWorkflowsPaginatedAsync(query, token, new() { PageSize = 2 });
            found.AddRange(page.Workflows.Select(workflow => workflow.Id));
            token = page.NextPageToken;
            pages++;
        }
        while (token is not null);
        Assert.Equal(ids, found.ToHashSet());
        Assert.True(pages >= 3, $"{pages} pages");
        var groups = await client.CountWorkflowsAsync($"{query} GROUP BY ExecutionStatus");
        Assert.Equal("Running", Assert.Single(Assert.Single(groups.Groups).GroupValues));
    }

    [SkippableFact]
    public async Task List_BadQuery_ThrowsInvalidArgument()
    {
        var client = await ConnectAsync();

        var thrown = await Assert.ThrowsAsync<RpcException>(() => client.CountWorkflowsAsync("NoSuchThing = 1"));

        Assert.Equal(RpcException.StatusCode.InvalidArgument, thrown.Code);
    }

    [SkippableFact]
    public async Task Describe_UnknownWorkflow_ThrowsNotFoundWithTypedDetail()
    {
        var client = await ConnectAsync();

        var thrown = await Assert.ThrowsAsync<RpcException>(() => client.GetWorkflowHandle(NewId()).DescribeAsync());

        Assert.Equal(RpcException.StatusCode.NotFound, thrown.Code);
        Assert.NotNull(thrown.FirstDetail<Temporalio.Api.ErrorDetails.V1.NotFoundFailure>());
    }

    [SkippableFact]
    public async Task Call_UnknownNamespace_ThrowsNotFoundNamingIt()
    {
        var client = await TemporalClient.ConnectAsync(new(await AddressAsync()) { Namespace = "nowhere" });

        var thrown = await Assert.ThrowsAsync<RpcException>(() => client.CountWorkflowsAsync(string.Empty));

        Assert.Equal(RpcException.StatusCode.NotFound, thrown.Code);
        Assert.Contains("nowhere", thrown.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Query_NoWorker_EndsByTheTimeLimitOfTheCaller()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue-" + NewId()));

        var thrown = await Assert.ThrowsAsync<RpcException>(() => handle.QueryAsync<string>(
            "state", [], new() { Rpc = new() { Timeout = TimeSpan.FromSeconds(2) } }));

        Assert.Contains(thrown.Code, new[]
        {
            RpcException.StatusCode.FailedPrecondition, RpcException.StatusCode.DeadlineExceeded,
        });
    }

    [SkippableFact]
    public async Task Query_ClosedWorkflowAndNotOpenCondition_ThrowsRejectedWithStatus()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue"));
        await handle.TerminateAsync();

        var thrown = await Assert.ThrowsAsync<WorkflowQueryRejectedException>(() => handle.QueryAsync<string>(
            "state", [], new() { RejectCondition = QueryRejectCondition.NotOpen }));

        Assert.Equal(WorkflowExecutionStatus.Terminated, thrown.WorkflowStatus);
    }

    [SkippableFact]
    public async Task Result_CallerCancels_ThrowsWithTheCallersToken()
    {
        var client = await ConnectAsync();
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue"));
        using var source = new CancellationTokenSource();
        var result = handle.GetResultAsync(rpcOptions: new() { CancellationToken = source.Token });

        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
        Assert.Equal(source.Token, thrown.CancellationToken);
    }

    [SkippableFact]
    public async Task Gzip_Requests_AreUnderstoodByTheServer()
    {
        var client = await TemporalClient.ConnectAsync(
            new(await AddressAsync()) { GrpcCompression = new GrpcCompression.Gzip() });
        var text = new string('x', 100_000);

        var handle = await client.StartWorkflowAsync("Job", [text], new(NewId(), "queue"));

        var started = (await handle.FetchHistoryAsync()).Events.First().WorkflowExecutionStartedEventAttributes;
        Assert.Equal($"\"{text}\"", started.Input.Payloads_.Single().Data.ToStringUtf8());
    }

    [SkippableFact]
    public async Task Start_OverTheLimitOfTheServer_ThrowsWithoutRetrying()
    {
        var client = await ConnectAsync();
        var fiveMegabytes = new string('x', 5 * 1024 * 1024);

        var thrown = await Assert.ThrowsAsync<RpcException>(
            () => client.StartWorkflowAsync("Job", [fiveMegabytes], new(NewId(), "queue")));

        Assert.Equal(RpcException.StatusCode.ResourceExhausted, thrown.Code);
        Assert.True(Temporalio.Client.Rpc.RpcRetryPolicy.IsTooLarge(thrown), thrown.Message);
    }

    [SkippableFact]
    public async Task Result_ServerKilledAndStartedAgain_IsStillAwaited()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var file = Path.Combine(Path.GetTempPath(), $"client-test-{Guid.NewGuid():N}.db");
        await using var first = await RealServer.StartAsync(new() { DatabaseFile = file });
        var client = await TemporalClient.ConnectAsync(
            new(first.Address) { RpcRetry = new() { MaxElapsedTime = TimeSpan.FromMinutes(1), MaxRetries = 0 } });
        var handle = await client.StartWorkflowAsync("Job", [], new(NewId(), "queue"));
        var result = handle.GetResultAsync();

        await first.KillAsync();
        await using var second = await RealServer.StartAsync(new() { DatabaseFile = file, Port = first.Port });
        await handle.TerminateAsync("over");

        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => result);
        Assert.Equal("over", failed.InnerException!.Message);
        File.Delete(file);
    }

    [Fact]
    public async Task Connect_NobodyListens_ThrowsUnavailableNamingTheAddress()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        var thrown = await Assert.ThrowsAsync<RpcException>(
            () => TemporalClient.ConnectAsync(new($"127.0.0.1:{port}")));

        Assert.Equal(RpcException.StatusCode.Unavailable, thrown.Code);
        Assert.Contains($"127.0.0.1:{port}", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task Connect_ServerIsSomethingElse_ThrowsRpcExceptionAtOnce(string greeting)
    {
        await using var server = new StrangeServer(greeting);

        var thrown = await Assert.ThrowsAsync<RpcException>(
            () => TemporalClient.ConnectAsync(new(server.Address)).WaitAsync(TimeSpan.FromSeconds(25)));

        Assert.Contains(thrown.Code, new[] { RpcException.StatusCode.Unavailable, RpcException.StatusCode.Internal });
        Assert.Contains("is it a Temporal server?", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(server.Address, thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<string> AddressAsync()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        return (await RealServer.SharedAsync()).Address;
    }

    private static async Task<TemporalClient> ConnectAsync() =>
        await TemporalClient.ConnectAsync(new(await AddressAsync()));

    private static string NewId() => "client-test-" + Guid.NewGuid().ToString("N");

    private static async Task<List<WorkflowExecution>> ToListAsync(IAsyncEnumerable<WorkflowExecution> source)
    {
        var list = new List<WorkflowExecution>();
        await foreach (var item in source)
        {
            list.Add(item);
        }

        return list;
    }

    // Lists are written a moment after the start is answered. Each look is a call, so the loop does not spin.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "the condition did not become true");
        }
    }
}
