using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using Sdk.Tests.Worker.Real;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Extensions.OpenTelemetry;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Extensions;

/// <summary>Spans and headers as the official interceptor has them.</summary>
public sealed class TracingInterceptorTests
{
    [Fact]
    public void Header_ThereAndBack_IsTheSameContextInTheOfficialForm()
    {
        var root = new TracingInterceptor(new() { Propagator = new TraceContextPropagator() });
        var context = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

        var headers = root.Inject(null, new(context, default));

        var text = headers["_tracer-data"].Data.ToStringUtf8();
        Assert.Equal($"{{\"traceparent\":\"00-{context.TraceId}-{context.SpanId}-01\"}}", text);
        Assert.Equal(context, root.Extract(new Dictionary<string, Temporalio.Api.Common.V1.Payload>(headers))!.Value.ActivityContext);
        Assert.Null(root.Extract(null));
    }

    /// <summary>Does a little of everything that has a span.</summary>
    [Workflow]
    public class Traced
    {
        private bool closed;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var said = await Workflow.ExecuteActivityAsync(() => Say(), new() { StartToCloseTimeout = TimeSpan.FromSeconds(20) });
            await Workflow.WaitConditionAsync(() => closed);
            return said;
        }

        [WorkflowSignal]
        public Task CloseAsync()
        {
            closed = true;
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public bool Closed() => closed;

        [WorkflowUpdate]
        public Task UpAsync() => throw new ApplicationFailureException("no");

        [WorkflowUpdateValidator(nameof(UpAsync))]
        public void ValidateUp()
        {
        }

        [Activity]
        public static string Say() => Activity.Current?.TraceId.ToString() ?? "none";
    }

    [SkippableFact]
    public async Task Workflow_FromClientToActivity_IsOneTrace()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Temporalio.Extensions.OpenTelemetry", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var server = await RealServer.SharedAsync();
        var tracing = new TracingInterceptor(new() { Propagator = new TraceContextPropagator() });
        var client = await TemporalClient.ConnectAsync(new(server.Address) { Interceptors = [tracing] });
        var queue = "queue-" + Guid.NewGuid().ToString("N");
        var options = new TemporalWorkerOptions(queue) { MaxCachedWorkflows = 0 };
        await using var worker = new RunningWorker(new TemporalWorker(
            client, options.AddWorkflow<Traced>().AddActivity(Traced.Say)));

        var id = "traced-" + Guid.NewGuid().ToString("N");
        var handle = await client.StartWorkflowAsync((Traced wf) => wf.RunAsync(), new(id, queue));
        await Assert.ThrowsAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync(wf => wf.UpAsync()));
        Assert.False(await handle.QueryAsync(wf => wf.Closed()));
        await handle.SignalAsync(wf => wf.CloseAsync());
        var traceOfActivity = await handle.GetResultAsync();
        await worker.StopAsync();

        var ours = spans.Where(span => Equals(span.GetTagItem("temporalWorkflowID"), id) || span.OperationName.EndsWith("Traced", StringComparison.Ordinal)
            || span.OperationName is "StartActivity:Say" or "CompleteUpdate:Up").ToArray();
        var start = Assert.Single(ours, span => span.OperationName == "StartWorkflow:Traced");
        Assert.Equal(start.TraceId.ToString(), traceOfActivity);
        string[] once =
        [
            "StartWorkflow:Traced", "RunWorkflow:Traced", "CompleteWorkflow:Traced", "StartActivity:Say", "RunActivity:Say",
            "UpdateWorkflow:Up", "ValidateUpdate:Up", "HandleUpdate:Up", "CompleteUpdate:Up", "QueryWorkflow:Closed",
            "HandleQuery:Closed", "SignalWorkflow:Close", "HandleSignal:Close",
        ];
        Assert.Equal(once.Order(), ours.Select(span => span.OperationName).Order());
        Assert.Equal(start.SpanId, ours.Single(span => span.OperationName == "RunWorkflow:Traced").ParentSpanId);
        Assert.Equal(
            ours.Single(span => span.OperationName == "StartActivity:Say").SpanId,
            ours.Single(span => span.OperationName == "RunActivity:Say").ParentSpanId);
        var failed = ours.Single(span => span.OperationName == "CompleteUpdate:Up");
        Assert.Equal((ActivityStatusCode.Error, "no"), (failed.Status, failed.StatusDescription));
        var signal = ours.Single(span => span.OperationName == "SignalWorkflow:Close");
        Assert.Equal(signal.SpanId, ours.Single(span => span.OperationName == "HandleSignal:Close").Links.Single().Context.SpanId);
    }
}
