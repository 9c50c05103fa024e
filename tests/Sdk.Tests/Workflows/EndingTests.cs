using Microsoft.Extensions.Logging;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>Whose fault an exception is, by where it is thrown, and what is left to see of it.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task Condition_ThatThrows_FailsTheTaskWhateverItThrows()
    {
        var rig = new WorkflowRig(typeof(ThrowingCondition));
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await rig.TryTaskAsync());
        Assert.Equal("from the condition", failed.Failure.Message);
    }

    [Fact]
    public async Task Update_ThatContinuesAsNew_FailsTheTaskAndNotItsSender()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(
            await rig.TryTaskAsync(null, rig.UpdateMessage("u1", "Restart")));
        Assert.IsType<ContinueAsNewException>(failed.Exception);
    }

    [Fact]
    public async Task Update_WithAValidatorThatChangesItsArgument_IsHandledAsItWasSent()
    {
        // The rig also replays from the start, where validators do not run: a shared argument would differ.
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        await rig.TaskAsync(null, rig.UpdateMessage("u1", "Add", (object)new[] { 1, 2 }));
        Assert.Equal(3, await rig.QueryAsync<int>("Sum"));
        Assert.Equal(3, await rig.QueryFreshAsync<int>("Sum"));
    }

    [Fact]
    public async Task Validator_ThatIssuesACommand_FailsTheTaskWithItsName()
    {
        var rig = new WorkflowRig(typeof(Updated));
        await rig.TaskAsync();
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(
            await rig.TryTaskAsync(null, rig.UpdateMessage("u1", "Sleepy")));
        Assert.StartsWith(
            "Update validator for Sleepy created workflow commands", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ThatCannotBeRead_FailTheTaskOrByTypeTheWorkflow()
    {
        var plain = new WorkflowRig(typeof(TakesNumber), ["no number"]);
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await plain.TryTaskAsync());
        Assert.Contains("failure decoding parameters", failed.Failure.Message, StringComparison.Ordinal);

        var strict = new WorkflowRig(typeof(TakesNumber), ["no number"], failureTypes: [typeof(Exception)]);
        Assert.StartsWith(
            "Fail Workflow TakesNumber had failure decoding parameters",
            Assert.Single(await strict.TaskAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_ThatThrowsAFailure_FailsTheWorkflowOnceDespiteSignals()
    {
        var rig = new WorkflowRig(typeof(RefusesToBegin));
        Assert.Equal("Fail not with me", (await rig.TaskAsync(h => h.Signaled("Poke")))[0]);
        Assert.Single(rig.Last.Commands);
    }

    [Fact]
    public async Task Task_ThatFailed_ShowsWhereTheCodeThrew()
    {
        var rig = new WorkflowRig(typeof(ThrowsDeepInside));
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await rig.TryTaskAsync());
        Assert.Contains(nameof(ThrowsDeepInside.DeepInsideAsync), failed.Exception.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(ThrowsDeepInside.DeepInsideAsync), failed.Failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_IsLeftToTheLoggerEvenWhenItsLevelIsOff()
    {
        using var logs = new QuietLogs();
        await new WorkflowRig(typeof(ThrowsDeepInside), loggers: logs).TryTaskAsync();
        Assert.Contains("deep inside", logs.Lines);
    }

    [Fact]
    public async Task Continuation_FromOutside_IsLoggedAtOnce()
    {
        using var logs = new LogList();
        var rig = new WorkflowRig(typeof(WaitsOutside), loggers: logs);
        await rig.TaskAsync();
        Assert.DoesNotContain(logs.Entries, e => e.Level == LogLevel.Error);
        foreach (var source in WaitsOutside.Sources)
        {
            source.SetResult();
        }

        Assert.Contains(
            logs.Entries,
            e => e.Level == LogLevel.Error && e.Text.Contains("not scheduled on workflow scheduler", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StackTrace_OfACondition_NamesTheCodeThatWaits()
    {
        var rig = new WorkflowRig(typeof(TwoWaits), stackTrace: WorkflowStackTrace.WithoutFileInfo);
        await rig.TaskAsync();
        var traces = (await rig.QueryAsync<string>("__stack_trace")).Split("\n\n");
        Assert.Equal(2, traces.Length);
        Assert.StartsWith(
            "Task waiting at:\n   at Temporalio.Workflows.Workflow.WaitConditionAsync", traces[0], StringComparison.Ordinal);
        Assert.Contains(nameof(TwoWaits.ForAnswerAsync), traces[0], StringComparison.Ordinal);
        Assert.Contains(nameof(TwoWaits.ForTimeAsync), traces[1], StringComparison.Ordinal);
    }

    private sealed class QuietLogs : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }

    [Workflow]
    public sealed class ThrowingCondition
    {
        [WorkflowRun]
        public Task RunAsync() =>
            Workflow.WaitConditionAsync(() => throw new ApplicationFailureException("from the condition"));
    }

    [Workflow]
    public sealed class Updated
    {
        [WorkflowQuery]
        public int Sum { get; set; }

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowUpdate]
        public Task RestartAsync() => throw Workflow.CreateContinueAsNewException((Updated wf) => wf.RunAsync());

        [WorkflowUpdate]
        public Task AddAsync(int[] numbers)
        {
            Sum += numbers.Sum();
            return Task.CompletedTask;
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void ValidateAdd(int[] numbers) => Array.Clear(numbers);

        [WorkflowUpdate]
        public Task SleepyAsync() => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(SleepyAsync))]
        public void ValidateSleepy() => _ = Workflow.DelayAsync(1);
    }

    [Workflow]
    public sealed class TakesNumber
    {
        [WorkflowRun]
        public Task<int> RunAsync(int number) => Task.FromResult(number);
    }

    [Workflow]
    public sealed class RefusesToBegin
    {
        public RefusesToBegin() => throw new ApplicationFailureException("not with me");

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task PokeAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class ThrowsDeepInside
    {
        [WorkflowRun]
        public Task RunAsync() => DeepInsideAsync();

        public async Task DeepInsideAsync()
        {
            Workflow.Logger.LogInformation("deep inside");
            await Task.CompletedTask;
            throw new InvalidOperationException("on purpose");
        }
    }

    [Workflow]
    public sealed class WaitsOutside
    {
        public static List<TaskCompletionSource> Sources { get; } = [];

        [WorkflowRun]
        public async Task RunAsync()
        {
            var source = new TaskCompletionSource();
            lock (Sources)
            {
                Sources.Add(source);
            }

            await source.Task;
        }
    }

    [Workflow]
    public sealed class TwoWaits
    {
        [WorkflowRun]
        public Task RunAsync() => Task.WhenAll(ForAnswerAsync(), ForTimeAsync());

        public async Task ForAnswerAsync() => await Workflow.WaitConditionAsync(() => false);

        public async Task ForTimeAsync() => await Workflow.DelayAsync(1000);
    }
}
