using Google.Protobuf.WellKnownTypes;
using Sdk.Tests.Converters;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Google.Protobuf;
using Code = Temporalio.Exceptions.RpcException.StatusCode;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Sdk.Tests.Client;

/// <summary>What the client makes of answers that no server gives without a worker.</summary>
public sealed class OutboundTests
{
    private const string History = "GetWorkflowExecutionHistory";

    private readonly FakeWorkflowService service = new();

    [Fact]
    public async Task Result_EmptyPagesThenNewRunThenCompleted_IsFollowed()
    {
        service
            .Answer(History, new GetWorkflowExecutionHistoryResponse { NextPageToken = ByteString.CopyFromUtf8("t") })
            .Answer(History, Close(new()
            {
                EventType = EventType.WorkflowExecutionContinuedAsNew,
                WorkflowExecutionContinuedAsNewEventAttributes = new() { NewExecutionRunId = "run2" },
            }))
            .Answer(History, Close(await CompletedAsync("done")));

        var result = await Client().GetWorkflowHandle("id", "run1").GetResultAsync<string>();

        Assert.Equal("done", result);
        var requests = service.Requests.Select(r => (GetWorkflowExecutionHistoryRequest)r.Request).ToArray();
        Assert.Equal(["run1", "run1", "run2"], requests.Select(r => r.Execution.RunId));
        Assert.Equal(["", "t", ""], requests.Select(r => r.NextPageToken.ToStringUtf8()));
        Assert.All(requests, r => Assert.True(r.WaitNewEvent && r.SkipArchival));
        Assert.All(requests, r => Assert.Equal(HistoryEventFilterType.CloseEvent, r.HistoryEventFilterType));
        Assert.All(service.Requests, r => Assert.True(r.Options!.Retry));
    }

    [Fact]
    public async Task Result_ContinuedAsNewNotFollowed_ThrowsWithTheNewRun()
    {
        service.Answer(History, Close(new()
        {
            EventType = EventType.WorkflowExecutionContinuedAsNew,
            WorkflowExecutionContinuedAsNewEventAttributes = new() { NewExecutionRunId = "run2" },
        }));

        var thrown = await Assert.ThrowsAsync<WorkflowContinuedAsNewException>(
            () => Client().GetWorkflowHandle("id").GetResultAsync(followRuns: false));

        Assert.Equal("run2", thrown.NewRunId);
    }

    [Fact]
    public async Task Result_Failed_ThrowsWithTheConvertedFailure()
    {
        service.Answer(History, Close(new()
        {
            EventType = EventType.WorkflowExecutionFailed,
            WorkflowExecutionFailedEventAttributes = new()
            {
                Failure = new() { Message = "boom", ApplicationFailureInfo = new() { Type = "Bang" } },
            },
        }));

        var thrown = await Assert.ThrowsAsync<WorkflowFailedException>(
            () => Client().GetWorkflowHandle("id").GetResultAsync());

        Assert.Equal("Bang", Assert.IsType<ApplicationFailureException>(thrown.InnerException).ErrorType);
    }

    [Fact]
    public async Task Result_Canceled_ThrowsWithDetails()
    {
        var details = new Payloads { Payloads_ = { await DataConverter.Default.ToPayloadAsync("why") } };
        service.Answer(History, Close(new()
        {
            EventType = EventType.WorkflowExecutionCanceled,
            WorkflowExecutionCanceledEventAttributes = new() { Details = details },
        }));

        var thrown = await Assert.ThrowsAsync<WorkflowFailedException>(
            () => Client().GetWorkflowHandle("id").GetResultAsync());

        var canceled = Assert.IsType<CanceledFailureException>(thrown.InnerException);
        Assert.Equal("why", canceled.Details.ElementAt<string>(0));
    }

    [Fact]
    public async Task Result_NoEventAndNoToken_ThrowsInsteadOfSpinning()
    {
        service.Answer(History, new GetWorkflowExecutionHistoryResponse());

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client().GetWorkflowHandle("id").GetResultAsync());
    }

    [Fact]
    public async Task Query_FailedByTheWorker_ThrowsQueryFailed()
    {
        var status = new GrpcStatus { Code = 3, Message = "no such query" };
        status.Details.Add(Any.Pack(new QueryFailedFailure()));
        service.Throw("QueryWorkflow", new RpcException(Code.InvalidArgument, status.Message, status.ToByteArray()));

        var thrown = await Assert.ThrowsAsync<WorkflowQueryFailedException>(
            () => Client().GetWorkflowHandle("id").QueryAsync<int>("q", []));

        Assert.Equal("no such query", thrown.Message);
    }

    [Fact]
    public async Task Query_InvalidForAnotherReason_StaysRpcException()
    {
        service.Throw("QueryWorkflow", new RpcException(Code.InvalidArgument, "bad id", null));

        await Assert.ThrowsAsync<RpcException>(() => Client().GetWorkflowHandle("id").QueryAsync<int>("q", []));
    }

    [Fact]
    public async Task Update_NotAcceptedYet_IsAskedAgainWithTheSameId()
    {
        service
            .Answer("UpdateWorkflowExecution", new UpdateWorkflowExecutionResponse { Stage = Stage.Admitted })
            .Answer("UpdateWorkflowExecution", new UpdateWorkflowExecutionResponse
            {
                Stage = Stage.Accepted,
                UpdateRef = new() { WorkflowExecution = new() { RunId = "run" } },
            })
            .Answer("PollWorkflowExecutionUpdate", new PollWorkflowExecutionUpdateResponse())
            .Answer("PollWorkflowExecutionUpdate", new PollWorkflowExecutionUpdateResponse
            {
                Outcome = new() { Success = new() { Payloads_ = { await DataConverter.Default.ToPayloadAsync(5) } } },
            });

        var result = await Client().GetWorkflowHandle("id").ExecuteUpdateAsync<int>("u", [1]);

        Assert.Equal(5, result);
        var starts = service.Requests.Select(r => r.Request).OfType<UpdateWorkflowExecutionRequest>().ToArray();
        Assert.Equal(starts[0].Request.Meta.UpdateId, starts[1].Request.Meta.UpdateId);
        var poll = service.Requests.Select(r => r.Request).OfType<PollWorkflowExecutionUpdateRequest>().First();
        Assert.Equal("run", poll.UpdateRef.WorkflowExecution.RunId);
    }

    [Fact]
    public async Task Update_Rejected_ThrowsUpdateFailed()
    {
        service.Answer("UpdateWorkflowExecution", new UpdateWorkflowExecutionResponse
        {
            Stage = Stage.Completed,
            Outcome = new Outcome { Failure = new() { Message = "no", ApplicationFailureInfo = new() } },
        });

        var thrown = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => Client().GetWorkflowHandle("id").ExecuteUpdateAsync("u", []));

        Assert.Equal("no", thrown.InnerException!.Message);
    }

    [Fact]
    public async Task Update_TimeLimitOrCancellation_IsItsOwnException()
    {
        service
            .Throw("UpdateWorkflowExecution", new RpcException(Code.DeadlineExceeded, "late", null))
            .Throw("UpdateWorkflowExecution", new OperationCanceledException());
        var handle = Client().GetWorkflowHandle("id");

        await Assert.ThrowsAsync<WorkflowUpdateRpcTimeoutOrCanceledException>(() => handle.ExecuteUpdateAsync("u", []));
        await Assert.ThrowsAsync<WorkflowUpdateRpcTimeoutOrCanceledException>(() => handle.ExecuteUpdateAsync("u", []));
    }

    [Theory]
    [InlineData(WorkflowUpdateStage.None)]
    [InlineData(WorkflowUpdateStage.Admitted)]
    public Task Update_StageThatCannotBeAwaited_IsRefused(WorkflowUpdateStage stage) =>
        Assert.ThrowsAsync<ArgumentException>(() => Client().GetWorkflowHandle("id").StartUpdateAsync("u", [], new(stage)));

    [Fact]
    public async Task Start_Codec_CoversAllButSearchAttributes()
    {
        service.Answer("StartWorkflowExecution", new StartWorkflowExecutionResponse { RunId = "run", Started = true });
        var attributes = new Temporalio.Common.SearchAttributeCollection.Builder()
            .Set(Temporalio.Common.SearchAttributeKey.CreateKeyword("Word"), "open").ToSearchAttributeCollection();
        var client = Client(new()
        {
            DataConverter = DataConverter.Default with { PayloadCodec = new ReversingCodec() },
            Interceptors = [new HeaderInterceptor()],
        });

        await client.StartWorkflowAsync("W", ["arg"], new("id", "q")
        {
            Memo = new Dictionary<string, object> { ["m"] = "memo" },
            StaticSummary = "summary",
            TypedSearchAttributes = attributes,
        });

        var request = (StartWorkflowExecutionRequest)Assert.Single(service.Requests).Request;
        Payload[] hidden =
        [
            request.Input.Payloads_.Single(),
            request.Memo.Fields["m"],
            request.UserMetadata.Summary,
            request.Header.Fields["h"],
        ];
        Assert.All(hidden, p => Assert.Equal("binary/reversed", p.Metadata["encoding"].ToStringUtf8()));
        Assert.Equal("\"open\"", request.SearchAttributes.IndexedFields["Word"].Data.ToStringUtf8());
    }

    [Fact]
    public async Task Start_NoArguments_LeavesTheInputUnset()
    {
        service.Answer("StartWorkflowExecution", new StartWorkflowExecutionResponse { RunId = "run" });

        await Client().StartWorkflowAsync("W", [], new("id", "q"));

        var request = (StartWorkflowExecutionRequest)Assert.Single(service.Requests).Request;
        Assert.Null(request.Input);
        Assert.Null(request.Memo);
        Assert.Null(request.SearchAttributes);
        Assert.NotEmpty(request.RequestId);
        Assert.Equal("me", request.Identity);
    }

    [Theory]
    [InlineData(null, "q")]
    [InlineData("id", null)]
    public Task Start_IdOrQueueMissing_IsRefused(string? id, string? queue) => Assert.ThrowsAsync<ArgumentException>(
        () => Client().StartWorkflowAsync("W", [], new() { Id = id, TaskQueue = queue }));

    [Fact]
    public async Task Interceptors_FirstListed_IsOutermost()
    {
        service.Answer("StartWorkflowExecution", new StartWorkflowExecutionResponse { RunId = "run" });
        var order = new List<string>();
        var client = Client(new() { Interceptors = [new Named("a", order), new Named("b", order)] });

        await client.StartWorkflowAsync("W", [], new("id", "q"));

        Assert.Equal(["a", "b"], order);
    }

    [Fact]
    public async Task AsyncActivity_CancelAskedFor_ThrowsFromTheHeartbeat()
    {
        service
            .Answer("RecordActivityTaskHeartbeat", new RecordActivityTaskHeartbeatResponse())
            .Answer("RecordActivityTaskHeartbeat", new RecordActivityTaskHeartbeatResponse { CancelRequested = true })
            .Answer("RespondActivityTaskCompletedById", new RespondActivityTaskCompletedByIdResponse());
        var handle = Client().GetAsyncActivityHandle([1, 2]);

        await handle.HeartbeatAsync(new() { Details = ["x"] });
        await Assert.ThrowsAsync<AsyncActivityCanceledException>(() => handle.HeartbeatAsync());
        await Client().GetAsyncActivityHandle("wf", "run", "act").CompleteAsync("result");

        var beat = (RecordActivityTaskHeartbeatRequest)service.Requests[0].Request;
        Assert.Equal("\"x\"", beat.Details.Payloads_.Single().Data.ToStringUtf8());
        var completed = (RespondActivityTaskCompletedByIdRequest)service.Requests[2].Request;
        Assert.Equal(("wf", "run", "act"), (completed.WorkflowId, completed.RunId, completed.ActivityId));
        Assert.Equal("\"result\"", completed.Result.Payloads_.Single().Data.ToStringUtf8());
    }

    [Fact]
    public async Task SignalWithStart_EveryOptionAndHeaders_IsTheStartWithTheSignalBesides()
    {
        service
            .Answer("StartWorkflowExecution", new StartWorkflowExecutionResponse { RunId = "run" })
            .Answer("SignalWithStartWorkflowExecution", new SignalWithStartWorkflowExecutionResponse { RunId = "run" });
        var client = Client(new() { Interceptors = [new HeaderInterceptor()] });
        var options = EveryOption();

        await client.StartWorkflowAsync("W", ["arg"], options);
        options.SignalWithStart("go", [1, "two"]);
        var handle = await client.StartWorkflowAsync("W", ["arg"], options);

        var start = (StartWorkflowExecutionRequest)service.Requests[0].Request;
        var both = (SignalWithStartWorkflowExecutionRequest)service.Requests[1].Request;
        Assert.Equal("go", both.SignalName);
        Assert.Equal(["1", "\"two\""], both.SignalInput.Payloads_.Select(payload => payload.Data.ToStringUtf8()));
        Assert.NotEqual(start.RequestId, both.RequestId);
        both.RequestId = start.RequestId;
        var shared = StartWorkflowExecutionRequest.Descriptor.Fields.InDeclarationOrder()
            .Select(field => (
                Start: field,
                Both: SignalWithStartWorkflowExecutionRequest.Descriptor.FindFieldByName(field.Name)))
            .Where(pair => pair.Both is not null)
            .ToList();
        Assert.True(shared.Count >= 20);
        Assert.All(
            shared, pair => Assert.Equal(pair.Start.Accessor.GetValue(start), pair.Both.Accessor.GetValue(both)));
        Assert.Equal("\"v\"", both.Header.Fields["h"].Data.ToStringUtf8());
        Assert.Equal((null, "run", null), (handle.RunId, handle.ResultRunId, handle.FirstExecutionRunId));
        Assert.True(service.Requests[1].Options!.Retry);
    }

    private static WorkflowOptions EveryOption() => new("id", "queue")
    {
        ExecutionTimeout = TimeSpan.FromHours(3),
        RunTimeout = TimeSpan.FromHours(2),
        TaskTimeout = TimeSpan.FromSeconds(5),
        IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
        IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
        RetryPolicy = new() { MaximumAttempts = 3 },
        CronSchedule = "0 * * * *",
        Memo = new Dictionary<string, object> { ["m"] = 1 },
        TypedSearchAttributes = new SearchAttributeCollection.Builder()
            .Set(SearchAttributeKey.CreateLong("N"), 1).ToSearchAttributeCollection(),
        StartDelay = TimeSpan.FromSeconds(1),
        StaticSummary = "summary",
        StaticDetails = "details",
        Priority = new(2),
        VersioningOverride = new VersioningOverride.AutoUpgrade(),
    };

    private static GetWorkflowExecutionHistoryResponse Close(HistoryEvent close) =>
        new() { History = new() { Events = { close } } };

    private static async Task<HistoryEvent> CompletedAsync(object result) => new()
    {
        EventType = EventType.WorkflowExecutionCompleted,
        WorkflowExecutionCompletedEventAttributes = new()
        {
            Result = new() { Payloads_ = { await DataConverter.Default.ToPayloadAsync(result) } },
        },
    };

    private TemporalClient Client(TemporalClientOptions? options = null) =>
        new(new FakeConnection(service), options ?? new());

    private sealed class Named(string name, List<string> order) : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new Outbound(nextInterceptor, () => order.Add(name));
    }

    private sealed class HeaderInterceptor : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new Outbound(nextInterceptor, () => { });
    }

    private sealed class Outbound(ClientOutboundInterceptor next, Action seen) : ClientOutboundInterceptor(next)
    {
        public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
            StartWorkflowInput input)
        {
            seen();
            var headers = new Dictionary<string, Payload> { ["h"] = DataConverter.Default.PayloadConverter.ToPayload("v") };
            return base.StartWorkflowAsync<TWorkflow, TResult>(input with { Headers = headers });
        }
    }
}
