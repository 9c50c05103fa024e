using System.Diagnostics;
using Google.Protobuf;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Rpc;
using Temporalio.Exceptions;

namespace Temporalio.Runtime.Metrics;

/// <summary>Counts and times each attempt of each call.</summary>
internal sealed class RpcMetrics(SdkInstruments instruments)
{
    /// <summary>Makes an attempt and measures it.</summary>
    public Task<T> MeasureAsync<T>(string path, IMessage request, bool isLong, Func<Task<T>> call) =>
        instruments.Meter.IsOn ? CallAsync(path, request, isLong, call) : call();

    private static CustomMeter TagsOf(CustomMeter meter, string path, IMessage request)
    {
        var tags = new List<KeyValuePair<string, object>>
        {
            new(MetricTags.Operation, path[(path.LastIndexOf('/') + 1)..]),
        };
        if (RpcMetadata.NamespaceOf(request) is { Length: > 0 } ns)
        {
            tags.Add(new(MetricTags.Namespace, ns));
        }

        if (QueueOf(request) is { } queue)
        {
            tags.Add(new(MetricTags.TaskQueue, queue.NormalName.Length > 0 ? queue.NormalName : queue.Name));
        }

        return meter.Tagged([.. tags]);
    }

    private static TaskQueue? QueueOf(IMessage request) => request switch
    {
        StartWorkflowExecutionRequest start => start.TaskQueue,
        SignalWithStartWorkflowExecutionRequest start => start.TaskQueue,
        PollWorkflowTaskQueueRequest poll => poll.TaskQueue,
        PollActivityTaskQueueRequest poll => poll.TaskQueue,
        DescribeTaskQueueRequest describe => describe.TaskQueue,
        _ => null,
    };

    // NOT_FOUND of NotFound, as gRPC writes its codes.
    private static string CodeText(RpcException.StatusCode code) => code == RpcException.StatusCode.OK
        ? "OK"
        : string.Concat(code.ToString().Select((c, at) =>
            at > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    private async Task<T> CallAsync<T>(string path, IMessage request, bool isLong, Func<Task<T>> call)
    {
        var at = TagsOf(instruments.Meter, path, request);
        var latency = isLong ? instruments.LongRequestLatency : instruments.RequestLatency;
        (isLong ? instruments.LongRequest : instruments.Request).Count(at);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var answer = await call();
            latency.Took(at, Stopwatch.GetElapsedTime(begun));
            return answer;
        }
        catch (RpcException failure)
        {
            latency.Took(at, Stopwatch.GetElapsedTime(begun));
            (isLong ? instruments.LongRequestFailure : instruments.RequestFailure).Count(
                at.Tagged(new KeyValuePair<string, object>(MetricTags.StatusCode, CodeText(failure.Code))));
            throw;
        }
    }
}
