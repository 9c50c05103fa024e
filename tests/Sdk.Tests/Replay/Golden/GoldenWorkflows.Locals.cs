using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <content>Local activities. Results have times: a replay must see those that were seen first.</content>
public static partial class GoldenWorkflows
{
    private static readonly LocalActivityOptions QuickLocal = new()
    {
        StartToCloseTimeout = TimeSpan.FromMinutes(1),
        RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) },
        Summary = "local",
    };

    [Workflow("GoldenLocals")]
    public sealed class Locals : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string> { Stamped(await DoubleAsync(1)) };
            await Workflow.ExecuteLocalActivityAsync(() => GoldenActivities.Fail(false), QuickLocal);
            words.Add(Stamped("retried"));
            await GateAsync();
            try
            {
                await Workflow.ExecuteLocalActivityAsync(() => GoldenActivities.Fail(true), QuickLocal);
            }
            catch (ApplicationFailureException e)
            {
                words.Add(Stamped(e.ErrorType));
            }

            // They end in another order than they begin, and each goes on with a command of its own.
            var lingering = new[] { 60, 30, 0 }.Select(async milliseconds =>
            {
                words.Add(Stamped(await Workflow.ExecuteLocalActivityAsync(
                    () => GoldenActivities.LingerAsync(milliseconds), QuickLocal)));
                await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1 + milliseconds));
            });
            await Workflow.WhenAllAsync(lingering);
            return string.Join(' ', words);
        }
    }

    [Workflow("GoldenLocalEnds")]
    public sealed class LocalEnds : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string> { await TimeOutAsync(), await CancelAsync(ActivityCancellationType.TryCancel) };
            await GateAsync();
            words.Add(await TimeOutAsync());
            foreach (var type in Enum.GetValues<ActivityCancellationType>())
            {
                words.Add(await CancelAsync(type));
            }

            using var never = new CancellationTokenSource();
            var unborn = Waiting(ActivityCancellationType.TryCancel, never.Token);
            Cancel(never);
            words.Add(await WordAsync(unborn));
            return string.Join(' ', words);
        }

        private static Task<string> TimeOutAsync() => WordAsync(Workflow.ExecuteLocalActivityAsync(
            () => GoldenActivities.WaitAsync(), new() { ScheduleToCloseTimeout = TimeSpan.FromMilliseconds(50) }));

        private static async Task<string> CancelAsync(ActivityCancellationType type)
        {
            using var stop = new CancellationTokenSource();
            var waits = Waiting(type, stop.Token);
            await DoubleAsync(1);
            Cancel(stop);
            return await WordAsync(waits);
        }

        private static Task Waiting(ActivityCancellationType type, CancellationToken stop) =>
            Workflow.ExecuteLocalActivityAsync(() => GoldenActivities.WaitAsync(), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                CancellationType = type,
                CancellationToken = stop,
            });

        private static async Task<string> WordAsync(Task task)
        {
            try
            {
                await task;
                return Stamped("ended");
            }
            catch (ActivityFailureException e)
            {
                return Stamped(e.InnerException!.GetType().Name);
            }
        }
    }

    [Workflow("GoldenLocalBackoffs")]
    public sealed class LocalBackoffs : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string> { await BackOffAsync() };
            await GateAsync();
            words.AddRange(await Workflow.WhenAllAsync(BackOffAsync(), BackOffAsync()));
            return string.Join(' ', words);
        }

        private static async Task<string> BackOffAsync()
        {
            await Workflow.ExecuteLocalActivityAsync(() => GoldenActivities.Fail(false), new()
            {
                ScheduleToCloseTimeout = TimeSpan.FromMinutes(10),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(20) },
                LocalRetryThreshold = TimeSpan.FromMilliseconds(10),
            });
            return Stamped("again");
        }
    }

    [Workflow("GoldenLocalBeats")]
    public sealed class LocalBeats : GatedWorkflow
    {
        private readonly List<string> words = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            words.Add(Stamped("begun"));
            await LingerAsync();
            await GateAsync();
            var timer = Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            await LingerAsync();
            await timer;
            return string.Join(' ', words);
        }

        [WorkflowSignal("say")]
        public async Task SayAsync(string word)
        {
            words.Add(Stamped(word));
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            words.Add(Stamped(word));
        }

        [WorkflowUpdate("ask")]
        public async Task<string> AskAsync(string word)
        {
            words.Add(Stamped(word));
            words.Add(Stamped(await DoubleAsync(2)));
            return word;
        }

        private async Task LingerAsync() => words.Add(Stamped(await Workflow.ExecuteLocalActivityAsync(
            () => GoldenActivities.LingerAsync(1500), QuickLocal)));
    }

    private static Task<int> DoubleAsync(int number) =>
        Workflow.ExecuteLocalActivityAsync(() => GoldenActivities.Twice(number), QuickLocal);

    private static string Stamped(object? word) => $"{word}@{Workflow.UtcNow.Ticks}";
}
