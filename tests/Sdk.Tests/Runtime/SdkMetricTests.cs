using Sdk.Tests.Worker.Real;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Runtime;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Runtime;

/// <summary>The SDK's own metrics: their official names, and their values from real runs on both servers.</summary>
public sealed class SdkMetricTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // What waits to be cancelled has begun.
    private static readonly SemaphoreSlim Begun = new(0);

    // Names and kinds are those of the official SDK; dashboards and alerts are made of them.
    private static readonly (string Name, string Kind)[] Table =
    [
        ("temporal_activity_execution_failed", "counter"),
        ("temporal_activity_execution_latency", "histogram"),
        ("temporal_activity_poll_no_task", "counter"),
        ("temporal_activity_schedule_to_start_latency", "histogram"),
        ("temporal_activity_succeed_endtoend_latency", "histogram"),
        ("temporal_activity_task_received", "counter"),
        ("temporal_local_activity_execution_cancelled", "counter"),
        ("temporal_local_activity_execution_failed", "counter"),
        ("temporal_local_activity_execution_latency", "histogram"),
        ("temporal_local_activity_succeed_endtoend_latency", "histogram"),
        ("temporal_local_activity_total", "counter"),
        ("temporal_long_request", "counter"),
        ("temporal_long_request_failure", "counter"),
        ("temporal_long_request_latency", "histogram"),
        ("temporal_num_pollers", "gauge"),
        ("temporal_request", "counter"),
        ("temporal_request_failure", "counter"),
        ("temporal_request_latency", "histogram"),
        ("temporal_sticky_cache_hit", "counter"),
        ("temporal_sticky_cache_miss", "counter"),
        ("temporal_sticky_cache_size", "gauge"),
        ("temporal_sticky_cache_total_forced_eviction", "counter"),
        ("temporal_worker_start", "counter"),
        ("temporal_worker_task_slots_available", "gauge"),
        ("temporal_worker_task_slots_used", "gauge"),
        ("temporal_workflow_canceled", "counter"),
        ("temporal_workflow_completed", "counter"),
        ("temporal_workflow_continue_as_new", "counter"),
        ("temporal_workflow_endtoend_latency", "histogram"),
        ("temporal_workflow_failed", "counter"),
        ("temporal_workflow_task_execution_failed", "counter"),
        ("temporal_workflow_task_execution_latency", "histogram"),
        ("temporal_workflow_task_queue_poll_empty", "counter"),
        ("temporal_workflow_task_queue_poll_succeed", "counter"),
        ("temporal_workflow_task_replay_latency", "histogram"),
        ("temporal_workflow_task_schedule_to_start_latency", "histogram"),
    ];

    public enum Ending
    {
        Complete,
        Fail,
        FailBenign,
        Cancel,
        ContinueAsNew,
    }

    [Workflow("Measured")]
    public sealed class MeasuredWorkflow
    {
        /// <summary>Whether the next signal fails its task.</summary>
        public static bool Stumbles { get; set; }

        [WorkflowRun]
        public async Task RunAsync(Ending ending)
        {
            await Workflow.ExecuteActivityAsync(() => Work(ending), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { MaximumAttempts = 2 },
            });
            switch (ending)
            {
                case Ending.Fail:
                    throw new ApplicationFailureException("wrong");
                case Ending.FailBenign:
                    throw new ApplicationFailureException("wrong", category: ApplicationErrorCategory.Benign);
                case Ending.Cancel:
                    await Workflow.WaitConditionAsync(() => false);
                    break;
                case Ending.ContinueAsNew:
                    throw Workflow.CreateContinueAsNewException(
                        (MeasuredWorkflow workflow) => workflow.RunAsync(Ending.Complete));
            }
        }

        [WorkflowSignal]
        public Task StumbleAsync()
        {
            if (Stumbles)
            {
                Stumbles = false;
                throw new InvalidOperationException("stumbled");
            }

            return Task.CompletedTask;
        }
    }

    [Workflow("MeasuredLocal")]
    public sealed class MeasuredLocalWorkflow
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var options = new LocalActivityOptions
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1), MaximumAttempts = 2 },
                CancellationType = ActivityCancellationType.WaitCancellationCompleted,
            };
            await Workflow.ExecuteLocalActivityAsync(() => Work(Ending.Fail), options);
            await Workflow.ExecuteLocalActivityAsync(() => Work(Ending.FailBenign), options);
            using var stop = new CancellationTokenSource();
            options.CancellationToken = stop.Token;
            var waits = Workflow.ExecuteLocalActivityAsync(() => WaitAsync(), options);
            options.CancellationToken = null;
            await Workflow.ExecuteLocalActivityAsync(() => MeetAsync(), options);
#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
            stop.Cancel();
#pragma warning restore CA1849
            try
            {
                await waits;
            }
            catch (ActivityFailureException e) when (TemporalException.IsCanceledException(e))
            {
                // As it was asked to.
            }
        }
    }

    [Workflow("Fickle")]
    public sealed class FickleWorkflow
    {
        private bool isDone;

        public static bool IsChanged { get; set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            if (IsChanged)
            {
                await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            }
            else
            {
                await Workflow.ExecuteActivityAsync(
                    () => Work(Ending.Complete), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            }

            await Workflow.WaitConditionAsync(() => isDone);
        }

        [WorkflowSignal]
        public Task FinishAsync()
        {
            isDone = true;
            return Task.CompletedTask;
        }
    }

    [Activity]
    internal static Task WaitAsync()
    {
        Begun.Release();
        return Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken);
    }

    [Activity]
    internal static Task MeetAsync() => Begun.WaitAsync();

    [Activity]
    internal static void Work(Ending ending)
    {
        if (ending == Ending.Fail && ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            throw new ApplicationFailureException("first try");
        }

        if (ending == Ending.FailBenign && ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            throw new ApplicationFailureException("first try", category: ApplicationErrorCategory.Benign);
        }
    }

    [Fact]
    public void Instruments_OfARuntime_HaveTheOfficialNamesAndUnits()
    {
        var meter = new RecordingMeter();

        _ = meter.Runtime().Instruments;

        Assert.Equal(
            Table,
            meter.Instruments.Select(made => (made.Name, made.Kind))
                .OrderBy(made => made.Name, StringComparer.Ordinal));
        Assert.All(meter.Instruments, made => Assert.Equal(made.Kind == "histogram" ? "ms" : null, made.Unit));
    }

    [Fact]
    public void Instruments_PrefixOfTheOptions_TakesThePlaceOfTheUsualOne()
    {
        var meter = new RecordingMeter();

        _ = meter.Runtime(prefix: "my_").Instruments;

        Assert.All(meter.Instruments, made => Assert.StartsWith("my_", made.Name, StringComparison.Ordinal));
        Assert.Equal(Table.Length, meter.Instruments.Count);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_EveryEnding_IsMeasured(ServerKind kind)
    {
        var meter = new RecordingMeter();
        var (server, client) = await ConnectAsync(kind, meter.Runtime());
        await using var owned = server;
        var queue = "measured-" + Guid.NewGuid().ToString("N");
        await using var worker = StartWorker(client, queue, _ => { });

        foreach (var ending in Enum.GetValues<Ending>())
        {
            await EndAsync(client, queue, ending);
        }

        await Assert.ThrowsAsync<RpcException>(() => client.GetWorkflowHandle("nobody").DescribeAsync());
        await worker.StopAsync();

        AssertCalls(meter, queue);
        AssertEndings(meter, queue, kind);
        AssertActivities(meter, queue);
        AssertGauges(meter, queue);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_TasksThatFailAndReplay_AreMeasured(ServerKind kind)
    {
        var meter = new RecordingMeter();
        var (server, client) = await ConnectAsync(kind, meter.Runtime());
        await using var owned = server;
        var queue = "fickle-" + Guid.NewGuid().ToString("N");
        FickleWorkflow.IsChanged = false;
        await using var worker = StartWorker(client, queue, options => options.MaxCachedWorkflows = 0);

        var handle = await client.StartWorkflowAsync(
            (FickleWorkflow workflow) => workflow.RunAsync(), new("fickle-" + Guid.NewGuid().ToString("N"), queue));
        await RealRun.EventAsync(handle, EventType.WorkflowTaskCompleted, 2);
        FickleWorkflow.IsChanged = true;
        await handle.SignalAsync(workflow => workflow.FinishAsync());
        var failed = await RealRun.EventAsync(handle, EventType.WorkflowTaskFailed);
        FickleWorkflow.IsChanged = false;
        await handle.GetResultAsync().WaitAsync(Limit);
        await worker.StopAsync();

        (string, object)[] type = [("task_queue", queue), ("workflow_type", "Fickle")];
        Assert.Equal(
            WorkflowTaskFailedCause.NonDeterministicError, failed.WorkflowTaskFailedEventAttributes.Cause);
        Assert.True(meter.Sum(
            "temporal_workflow_task_execution_failed", [.. type, ("failure_reason", "NonDeterminismError")]) >= 1);
        Assert.NotEmpty(meter.Values("temporal_workflow_task_replay_latency", type));
        Assert.True(meter.Sum("temporal_sticky_cache_total_forced_eviction", ("task_queue", queue)) >= 1);
        Assert.Empty(meter.Values("temporal_sticky_cache_hit", ("task_queue", queue)));
        Assert.Equal(1, meter.Sum("temporal_workflow_completed", type));
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_LocalActivities_AreMeasured(ServerKind kind)
    {
        var meter = new RecordingMeter();
        var (server, client) = await ConnectAsync(kind, meter.Runtime());
        await using var owned = server;
        var queue = "local-" + Guid.NewGuid().ToString("N");
        await using var worker = StartWorker(client, queue, _ => { });

        await client.ExecuteWorkflowAsync(
            (MeasuredLocalWorkflow workflow) => workflow.RunAsync(),
            new("local-" + Guid.NewGuid().ToString("N"), queue)).WaitAsync(Limit);
        await worker.StopAsync();

        (string, object)[] work =
            [("namespace", "default"), ("task_queue", queue), ("workflow_type", "MeasuredLocal"), ("activity_type", "Work")];
        Assert.Equal(4, meter.Sum("temporal_local_activity_total", work));
        Assert.Equal(4, meter.Values("temporal_local_activity_execution_latency", work).Count);
        Assert.Equal(2, meter.Values("temporal_local_activity_succeed_endtoend_latency", work).Count);
        Assert.Equal(1, meter.Sum("temporal_local_activity_execution_failed", work));
        Assert.Equal(1, meter.Sum("temporal_local_activity_execution_cancelled", ("task_queue", queue), ("activity_type", "Wait")));
        Assert.Empty(meter.Values("temporal_activity_task_received", ("task_queue", queue)));
        (string, object)[] slots = [("task_queue", queue), ("worker_type", "LocalActivityWorker")];
        Assert.Equal(2, meter.Values("temporal_worker_task_slots_used", slots).Max());
        Assert.Equal(0, meter.Values("temporal_worker_task_slots_used", slots)[^1]);
        Assert.Equal(9, meter.Values("temporal_worker_task_slots_available", slots)[^1]);
    }

    [SkippableFact]
    public async Task Run_MeterThatThrows_StopsNothing()
    {
        var runtime = new TemporalRuntime(new(new TelemetryOptions
        {
            Metrics = new() { CustomMetricMeter = new BrokenMeter(), AttachServiceName = false },
        }));
        var (_, client) = await ConnectAsync(ServerKind.Real, runtime);
        var queue = "broken-meter-" + Guid.NewGuid().ToString("N");
        await using var worker = StartWorker(client, queue, _ => { });

        await EndAsync(client, queue, Ending.Complete);

        await worker.StopAsync();
    }

    private static void AssertCalls(RecordingMeter meter, string queue)
    {
        var start = meter.Values(
            "temporal_request",
            ("operation", "StartWorkflowExecution"), ("namespace", "default"), ("task_queue", queue));
        Assert.Equal(5, start.Count);
        Assert.Equal(5, meter.Values("temporal_request_latency", ("operation", "StartWorkflowExecution")).Count);
        Assert.Equal(1, meter.Sum(
            "temporal_request_failure", ("operation", "DescribeWorkflowExecution"), ("status_code", "NOT_FOUND")));
        Assert.All(["PollWorkflowTaskQueue", "PollActivityTaskQueue"], operation => Assert.NotEmpty(
            meter.Values("temporal_long_request", ("operation", operation), ("task_queue", queue))));
        Assert.NotEmpty(meter.Values("temporal_long_request_latency", ("operation", "PollWorkflowTaskQueue")));
        Assert.Empty(meter.Values("temporal_request", ("operation", "PollWorkflowTaskQueue")));
        Assert.NotEmpty(meter.Values("temporal_request", ("operation", "GetSystemInfo")));
    }

    private static void AssertEndings(RecordingMeter meter, string queue, ServerKind kind)
    {
        (string, object)[] type = [("namespace", "default"), ("task_queue", queue), ("workflow_type", "Measured")];
        Assert.Equal(1, meter.Sum("temporal_worker_start", ("namespace", "default"), ("task_queue", queue)));

        // The run that continued as new completed after it.
        Assert.Equal(2, meter.Sum("temporal_workflow_completed", type));
        Assert.Equal(1, meter.Sum("temporal_workflow_failed", type));
        Assert.Equal(1, meter.Sum("temporal_workflow_canceled", type));
        Assert.Equal(1, meter.Sum("temporal_workflow_continue_as_new", type));
        Assert.Equal(6, meter.Values("temporal_workflow_endtoend_latency", type).Count);
        Assert.True(meter.Values("temporal_workflow_task_execution_latency", type).Count >= 12);

        // A busy reference server sends a task to the queue of all when the sticky one was not polled in time.
        var hits = meter.Sum("temporal_sticky_cache_hit", type);
        Assert.True(hits >= (kind == ServerKind.Embedded ? 6 : 1), $"{hits} tasks came for a cached workflow");
        Assert.Equal(
            1, meter.Sum("temporal_workflow_task_execution_failed", [.. type, ("failure_reason", "WorkflowError")]));
        Assert.True(meter.Sum("temporal_workflow_task_queue_poll_succeed", ("task_queue", queue)) >= 12);
        Assert.True(
            meter.Values("temporal_workflow_task_schedule_to_start_latency", ("task_queue", queue)).Count >= 12);

        // The task that failed dropped its workflow, and the next one replayed it.
        Assert.True(meter.Sum("temporal_sticky_cache_total_forced_eviction", ("task_queue", queue)) >= 1);
    }

    private static void AssertActivities(RecordingMeter meter, string queue)
    {
        (string, object)[] type =
            [("namespace", "default"), ("task_queue", queue), ("workflow_type", "Measured"), ("activity_type", "Work")];
        Assert.Equal(8, meter.Sum("temporal_activity_task_received", type));
        Assert.Equal(8, meter.Values("temporal_activity_execution_latency", type).Count);
        Assert.Equal(6, meter.Values("temporal_activity_succeed_endtoend_latency", type).Count);
        Assert.Equal(1, meter.Sum("temporal_activity_execution_failed", type));
        Assert.Equal(8, meter.Values("temporal_activity_schedule_to_start_latency", ("task_queue", queue)).Count);
        Assert.Equal(
            8,
            meter.Sum("temporal_activity_task_received", [.. type, ("eager", true)]) +
            meter.Sum("temporal_activity_task_received", [.. type, ("eager", false)]));
    }

    private static void AssertGauges(RecordingMeter meter, string queue)
    {
        foreach (var (worker, slots) in new[] { ("WorkflowWorker", 7), ("ActivityWorker", 5) })
        {
            (string, object)[] tags = [("task_queue", queue), ("worker_type", worker)];
            Assert.True(meter.Values("temporal_worker_task_slots_used", tags).Max() >= 1);
            Assert.Equal(0, meter.Values("temporal_worker_task_slots_used", tags)[^1]);
            Assert.Equal(slots, meter.Values("temporal_worker_task_slots_available", tags)[^1]);
            Assert.True(meter.Values("temporal_worker_task_slots_available", tags).Min() < slots);
        }

        (string Poller, int Most)[] pollers = [("workflow_task", 1), ("sticky_workflow_task", 2), ("activity_task", 2)];
        foreach (var (poller, most) in pollers)
        {
            var polls = meter.Values("temporal_num_pollers", ("task_queue", queue), ("poller_type", poller));
            Assert.Equal(most, polls.Max());
            Assert.Equal(0, polls[^1]);
        }

        var cached = meter.Values("temporal_sticky_cache_size", ("task_queue", queue));
        Assert.True(cached.Max() >= 1);
        Assert.Equal(0, cached[^1]);
    }

    private static async Task EndAsync(TemporalClient client, string queue, Ending ending)
    {
        MeasuredWorkflow.Stumbles = ending == Ending.Cancel;
        var handle = await client.StartWorkflowAsync(
            (MeasuredWorkflow workflow) => workflow.RunAsync(ending),
            new("measured-" + Guid.NewGuid().ToString("N"), queue));
        if (ending == Ending.Cancel)
        {
            // Before that the cancellation might meet a workflow that has not asked for its activity yet.
            await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted);
            await handle.SignalAsync(workflow => workflow.StumbleAsync());
            await RealRun.EventAsync(handle, EventType.WorkflowTaskFailed);
            await handle.CancelAsync();
        }

        var end = handle.GetResultAsync().WaitAsync(Limit);
        if (ending is Ending.Complete or Ending.ContinueAsNew)
        {
            await end;
        }
        else
        {
            await Assert.ThrowsAsync<WorkflowFailedException>(() => end);
        }
    }

    private static async Task<(IAsyncDisposable? Server, TemporalClient Client)> ConnectAsync(
        ServerKind kind, TemporalRuntime runtime)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var own = kind == ServerKind.Embedded ? await ServerProcess.StartAsync(kind, new()) : null;
        var address = own?.Address ?? (await RealServer.SharedAsync()).Address;
        return (own, await TemporalClient.ConnectAsync(new(address) { Runtime = runtime }));
    }

    private static RunningWorker StartWorker(
        TemporalClient client, string queue, Action<TemporalWorkerOptions> configure)
    {
        var options = new TemporalWorkerOptions(queue)
        {
            MaxConcurrentWorkflowTasks = 7,
            MaxConcurrentActivities = 5,
            MaxConcurrentLocalActivities = 9,
            MaxConcurrentWorkflowTaskPolls = 3,
            MaxConcurrentActivityTaskPolls = 2,
        };
        configure(options);
        options.AddActivity(Work).AddActivity(WaitAsync).AddActivity(MeetAsync);
        options.AddWorkflow<MeasuredWorkflow>().AddWorkflow<MeasuredLocalWorkflow>().AddWorkflow<FickleWorkflow>();
        return new(new TemporalWorker(client, options));
    }
}
