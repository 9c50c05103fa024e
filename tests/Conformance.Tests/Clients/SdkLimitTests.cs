using System.Collections.Concurrent;
using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Conformance.Tests.Clients;

/// <summary>
/// Data above the limits. A server that tells its limits has tasks fail that can be tried again; one that does not, as
/// the reference version, is sent the data and ends what sent it.
/// </summary>
public sealed class SdkLimitTests(SharedServers servers) : Behaviour(servers)
{
    private const int TooMuch = 3 * 1024 * 1024;
    private const string Error = "[TMPRL1103] Attempted to upload payloads with size that exceeded the error limit.";

    [SkippableTheory, BothServers]
    public async Task Result_ThatIsTooLarge_FailsTheTaskWhereTheServerTellsItsLimits(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await RunAsync(c, isDisabled: false, async handle =>
        {
            if (kind == ServerKind.Real)
            {
                await IsEndedByTheServerAsync(handle);
                return;
            }

            await Eventually.IsAsync(
                async () => (await c.HistoryAsync(c.Current)).Any(e => e.EventType == EventType.WorkflowTaskFailed),
                "the task fails");
            var failed = (await c.HistoryAsync(c.Current)).Single(e => e.EventType == EventType.WorkflowTaskFailed)
                .WorkflowTaskFailedEventAttributes;
            Assert.Equal(WorkflowTaskFailedCause.PayloadsTooLarge, failed.Cause);
            Assert.Equal(Error, failed.Failure.Message);
            Assert.Equal(WorkflowExecutionStatus.Running, (await handle.DescribeAsync()).Status);
            await handle.TerminateAsync();
        });
    }

    [SkippableTheory, BothServers]
    public async Task Result_ThatIsTooLarge_IsSentAllTheSameWhenTheLimitIsOff(ServerKind kind) =>
        await RunAsync(await WithAsync(kind), isDisabled: true, IsEndedByTheServerAsync);

    [SkippableTheory, BothServers]
    public async Task ActivityResult_ThatIsTooLarge_IsTriedAgainWhereTheServerTellsItsLimits(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var client = new TemporalClient(c.Connection, new());
        using var worker = new TemporalWorker(
            client, new TemporalWorkerOptions(c.Queue).AddWorkflow<Asker>().AddActivity(Shrinking));
        await worker.ExecuteAsync(async () =>
        {
            var handle = await client.StartWorkflowAsync((Asker wf) => wf.RunAsync(), new(c.WorkflowId, c.Queue));
            if (kind == ServerKind.Real)
            {
                await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            }
            else
            {
                Assert.Equal(1, await handle.GetResultAsync());
            }
        });
    }

    [SkippableTheory, BothServers]
    public async Task Data_AboveTheWarningSizes_IsSentAndWarnedOf(ServerKind kind)
    {
        var c = await WithAsync(kind);
        using var logs = new Lines();
        var client = await TemporalClient.ConnectAsync(new(c.Connection.Options.TargetHost!)
        {
            PayloadLimits = new() { PayloadsWarnSize = 1000, MemoWarnSize = 500 },
            LoggerFactory = logs,
        });
        using var worker = new TemporalWorker(client, new TemporalWorkerOptions(c.Queue).AddWorkflow<Talker>());
        await worker.ExecuteAsync(() => client.ExecuteWorkflowAsync(
            (Talker wf) => wf.RunAsync(2000),
            new(c.WorkflowId, c.Queue) { Memo = new Dictionary<string, object> { ["note"] = new string('n', 600) } }));

        Assert.Equal(
            [
                "[TMPRL1103] Attempted to upload memo with size that exceeded the warning limit. StartWorkflowExecution:",
                "[TMPRL1103] Attempted to upload payloads with size that exceeded the warning limit. " +
                "RespondWorkflowTaskCompleted:",
            ],
            logs.Written.Where(line => line.Contains("TMPRL1103", StringComparison.Ordinal))
                .Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)]));
    }

    [Activity]
    public static string Shrinking() => new('m', ActivityExecutionContext.Current.Info.Attempt == 1 ? TooMuch : 1);

    private static async Task IsEndedByTheServerAsync(WorkflowHandle<Talker, string> handle)
    {
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());

        // A cause and what it is about; the official server calls all causes of this kind those of activities.
        Assert.Matches(
            "^Bad[A-Za-z]+Attributes: CompleteWorkflowExecution",
            Assert.IsType<TerminatedFailureException>(failed.InnerException).Message);
    }

    private static async Task RunAsync(Conversation c, bool isDisabled, Func<WorkflowHandle<Talker, string>, Task> check)
    {
        var client = new TemporalClient(c.Connection, new());
        var options = new TemporalWorkerOptions(c.Queue) { DisablePayloadErrorLimit = isDisabled }.AddWorkflow<Talker>();
        using var worker = new TemporalWorker(client, options);
        await worker.ExecuteAsync(async () => await check(
            await client.StartWorkflowAsync((Talker wf) => wf.RunAsync(TooMuch), new(c.WorkflowId, c.Queue))));
    }

    /// <summary>Says as much as it is asked to.</summary>
    [Workflow]
    public sealed class Talker
    {
        [WorkflowRun]
        public Task<string> RunAsync(int bytes) => Task.FromResult(new string('m', bytes));
    }

    /// <summary>Takes the length of what an activity says.</summary>
    [Workflow]
    public sealed class Asker
    {
        [WorkflowRun]
        public async Task<int> RunAsync() => (await Workflow.ExecuteActivityAsync(
            () => Shrinking(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(10) },
            })).Length;
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
