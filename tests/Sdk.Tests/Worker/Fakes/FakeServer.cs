using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace Sdk.Tests.Worker.Fakes;

/// <summary>A server that gives out what a test puts in and keeps what it is told. Calls can be made to fail.</summary>
internal sealed class FakeServer : WorkflowService
{
    private readonly Channel<PollActivityTaskQueueResponse> activities = Unbounded<PollActivityTaskQueueResponse>();
    private readonly Channel<PollWorkflowTaskQueueResponse> workflows = Unbounded<PollWorkflowTaskQueueResponse>();
    private readonly Channel<PollWorkflowTaskQueueResponse> sticky = Unbounded<PollWorkflowTaskQueueResponse>();
    private readonly Channel<IMessage> told = Unbounded<IMessage>();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RpcException>> failures = new();
    private readonly Channel<bool> pollBegan = Unbounded<bool>();
    private int openPolls;

    /// <summary>Gets everything that was told, in order.</summary>
    public ChannelReader<IMessage> Told => told.Reader;

    /// <summary>Gets how many polls wait at this moment.</summary>
    public int OpenPolls => Volatile.Read(ref openPolls);

    public Func<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse> OnHeartbeat { get; set; } =
        _ => new();

    public Func<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse> OnWorkflowTaskCompleted
    {
        get;
        set;
    } = _ => new();

    public Func<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse> OnHistory { get; set; } =
        _ => throw new RpcException(RpcException.StatusCode.NotFound, "no such run", null);

    public DescribeNamespaceResponse Description { get; set; } = new();

    public bool ForgetsStickyQueues { get; set; } = true;

    public Action OnShutdown { get; set; } = () => { };

    internal override string FullName => "fake";

    public void Give(PollActivityTaskQueueResponse task) => activities.Writer.TryWrite(task);

    public void Give(PollWorkflowTaskQueueResponse task) => workflows.Writer.TryWrite(task);

    public void GiveSticky(PollWorkflowTaskQueueResponse task) => sticky.Writer.TryWrite(task);

    /// <summary>Makes the next calls fail.</summary>
    /// <typeparam name="TRequest">Type of the request.</typeparam>
    public void Fail<TRequest>(RpcException.StatusCode code, int times = 1, string message = "on purpose")
    {
        var queue = failures.GetOrAdd(typeof(TRequest).Name, _ => new());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(new(code, message, null));
        }
    }

    /// <summary>Waits until one more poll than before waits for a task.</summary>
    public Task PollBeganAsync() => pollBegan.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Waits for the next thing told, of any kind.</summary>
    public async Task<IMessage> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await told.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Waits for the next thing told, which has to be of this kind.</summary>
    /// <typeparam name="T">Kind of request.</typeparam>
    public async Task<T> NextAsync<T>()
        where T : IMessage => Assert.IsType<T>(await NextAsync());

    public override Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest req, RpcOptions? options = null) => Answer(req, () => Description);

    public override Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest req, RpcOptions? options = null) => PollAsync(req, activities, options);

    public override Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest req, RpcOptions? options = null) =>
        PollAsync(req, req.TaskQueue.Kind == TaskQueueKind.Sticky ? sticky : workflows, options);

    public override Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest req, RpcOptions? options = null) =>
        Take(req, new RespondActivityTaskCompletedResponse());

    public override Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest req, RpcOptions? options = null) =>
        Take(req, new RespondActivityTaskFailedResponse());

    public override Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest req, RpcOptions? options = null) =>
        Take(req, new RespondActivityTaskCanceledResponse());

    public override Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest req, RpcOptions? options = null)
    {
        told.Writer.TryWrite(req.Clone());
        return Answer(req, () => OnHeartbeat(req));
    }

    public override Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest req, RpcOptions? options = null)
    {
        told.Writer.TryWrite(req.Clone());
        return Answer(req, () => OnWorkflowTaskCompleted(req));
    }

    public override Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest req, RpcOptions? options = null) =>
        Take(req, new RespondWorkflowTaskFailedResponse());

    public override Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest req, RpcOptions? options = null) =>
        Take(req, new RespondQueryTaskCompletedResponse());

    public override Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest req, RpcOptions? options = null) => Answer(req, () => OnHistory(req));

    public override Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest req, RpcOptions? options = null)
    {
        OnShutdown();
        if (ForgetsStickyQueues)
        {
            // Each open poll on such a queue returns with nothing, as on the real server.
            sticky.Writer.TryComplete();
        }
        return Take(req, new ShutdownWorkerResponse());
    }

    protected override Task<T> InvokeRpcAsync<T>(
        string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null) =>
        throw new RpcException(RpcException.StatusCode.Unimplemented, rpc, null);

    private static Channel<T> Unbounded<T>() => Channel.CreateUnbounded<T>();

    private Task<TReply> Take<TReply>(IMessage request, TReply reply)
    {
        told.Writer.TryWrite(request);
        return Answer(request, () => reply);
    }

    private Task<TReply> Answer<TReply>(IMessage request, Func<TReply> reply)
    {
        if (failures.TryGetValue(request.GetType().Name, out var queue) && queue.TryDequeue(out var failure))
        {
            return Task.FromException<TReply>(failure);
        }
        try
        {
            return Task.FromResult(reply());
        }
        catch (RpcException e)
        {
            return Task.FromException<TReply>(e);
        }
    }

    private async Task<TReply> PollAsync<TReply>(IMessage request, Channel<TReply> channel, RpcOptions? options)
        where TReply : class, new()
    {
        // A poll that is cancelled takes nothing away: the wait ends before anything is read.
        var stop = options?.CancellationToken ?? CancellationToken.None;
        await Answer(request, () => true);
        Interlocked.Increment(ref openPolls);
        pollBegan.Writer.TryWrite(true);
        try
        {
            return await channel.Reader.ReadAsync(stop);
        }
        catch (ChannelClosedException)
        {
            return new();
        }
        finally
        {
            Interlocked.Decrement(ref openPolls);
        }
    }
}
