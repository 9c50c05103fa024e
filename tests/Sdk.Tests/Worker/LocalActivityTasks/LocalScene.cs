using Google.Protobuf;
using Sdk.Tests.Replay;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker.LocalActivityTasks;

/// <summary>One run of <see cref="Caller"/> on a worker with a fake server and a clock that stands still.</summary>
internal sealed class LocalScene : IAsyncDisposable
{
    private readonly HistoryBuilder history = new();
    private long seen;

    public LocalScene(
        CallSettings settings, Action<TemporalWorkerOptions> configure, DataConverter? converter = null, int cached = 10)
    {
        Fake = FakeWorker.Start(
            o =>
            {
                o.MaxCachedWorkflows = cached;
                o.DebugMode = true;
                o.AddWorkflow<Caller>();
                configure(o);
            },
            converter: converter);
        history.Started("Caller", settings);
        if (converter?.PayloadCodec is { } codec)
        {
            var input = history.Events[0].WorkflowExecutionStartedEventAttributes.Input;
            input.Payloads_[0] = codec.EncodeAsync([.. input.Payloads_]).Result.Single();
        }

        history.OpenTask();
    }

    public FakeWorker Fake { get; }

    public HistoryBuilder History => history;

    /// <summary>Gives the first task.</summary>
    public void Begin()
    {
        Fake.Server.Give(Poll(history.Events));
        seen = history.LastId;
    }

    /// <summary>Waits for the completion of the open task, and writes what comes of it.</summary>
    public async Task<RespondWorkflowTaskCompletedRequest> CompletedAsync()
    {
        var done = await Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        history.TaskCompleted(done.SdkMetadata);
        foreach (var command in done.Commands)
        {
            CommandMirror.Append(history, command, done.Messages);
        }

        return done;
    }

    /// <summary>Gives the next task to the worker that has the run.</summary>
    public void Next(Action<HistoryBuilder>? before = null)
    {
        before?.Invoke(history);
        history.OpenTask();
        Fake.Server.GiveSticky(Poll(history.Events.Where(e => e.EventId > seen)));
        seen = history.LastId;
    }

    /// <summary>Gives the next task, with all events, to any worker.</summary>
    public void NextFromStart(Action<HistoryBuilder>? before = null)
    {
        before?.Invoke(history);
        history.OpenTask();
        Fake.Server.Give(Poll(history.Events));
        seen = history.LastId;
    }

    /// <summary>Waits until the clock is waited for, this long, and moves it on.</summary>
    public async Task PassAsync(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        await Fake.Time.WaitForTimerAsync(time, time);
        Fake.Time.Advance(time);
    }

    /// <summary>What the workflow returned in this completion.</summary>
    public static string ResultOf(RespondWorkflowTaskCompletedRequest done, IPayloadCodec? codec = null)
    {
        var payload = done.Commands.Single(c => c.CommandType == CommandType.CompleteWorkflowExecution)
            .CompleteWorkflowExecutionCommandAttributes.Result.Payloads_.Single();
        var decoded = codec is null ? payload : codec.DecodeAsync([payload]).Result.Single();
        return DataConverter.Default.PayloadConverter.ToValue<string>(decoded);
    }

    public static Command[] MarkersOf(RespondWorkflowTaskCompletedRequest done) =>
        [.. done.Commands.Where(c => c.CommandType == CommandType.RecordMarker)];

    public ValueTask DisposeAsync() => Fake.DisposeAsync();

    private PollWorkflowTaskQueueResponse Poll(IEnumerable<Temporalio.Api.History.V1.HistoryEvent> events) => new()
    {
        TaskToken = ByteString.CopyFromUtf8("token"),
        WorkflowExecution = new() { WorkflowId = "workflow", RunId = HistoryBuilder.RunId },
        WorkflowType = new() { Name = "Caller" },
        Attempt = 1,
        PreviousStartedEventId = history.PreviousStartedId,
        StartedEventId = history.StartedId,
        History = new() { Events = { events } },
    };

    /// <summary>How the workflow calls; times in seconds.</summary>
    public sealed record CallSettings
    {
        public double? Close { get; init; }

        public double? WaitForSlot { get; init; }

        public double? Run { get; init; } = 60;

        public double? Threshold { get; init; }

        public int Attempts { get; init; }

        public int Calls { get; init; } = 1;

        public ActivityCancellationType Cancellation { get; init; }

        /// <summary>Gets a value indicating whether the workflow ends with the first end.</summary>
        public bool FirstWins { get; init; }
    }

    [Workflow]
#pragma warning disable CA1001 // workflows are dropped, not disposed
    public sealed class Caller
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource stop = new();

        [WorkflowRun]
        public async Task<string> RunAsync(CallSettings settings)
        {
            var began = Workflow.UtcNow;
            var options = new LocalActivityOptions
            {
                ScheduleToCloseTimeout = Span(settings.Close),
                ScheduleToStartTimeout = Span(settings.WaitForSlot),
                StartToCloseTimeout = Span(settings.Run),
                LocalRetryThreshold = Span(settings.Threshold),
                RetryPolicy = settings.Attempts == 0 ? null : new() { MaximumAttempts = settings.Attempts },
                CancellationType = settings.Cancellation,
                CancellationToken = stop.Token,
                Summary = "called",
            };
            var calls = Enumerable.Range(1, settings.Calls).Select(n => CallAsync(n, options)).ToList();
            if (settings.FirstWins)
            {
                return await await Workflow.WhenAnyAsync(calls);
            }

            var words = string.Join(' ', await Workflow.WhenAllAsync(calls));
            return Workflow.UtcNow < began ? "time went back" : words;
        }

        [WorkflowSignal]
        public Task StopAsync()
        {
#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
            stop.Cancel();
#pragma warning restore CA1849
            return Task.CompletedTask;
        }

        private static TimeSpan? Span(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;

        private static async Task<string> CallAsync(int number, LocalActivityOptions options)
        {
            try
            {
                return await Workflow.ExecuteLocalActivityAsync<string>("Do", [number], options);
            }
            catch (Exception e) when (e is FailureException or OperationCanceledException)
            {
                return e.InnerException is { } inner
                    ? $"{e.GetType().Name}({e.Message}) by {inner.GetType().Name}({inner.Message})"
                    : $"{e.GetType().Name}({e.Message})";
            }
        }
    }
}
