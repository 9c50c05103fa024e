using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <summary>
/// One workflow a feature. Their histories are recorded: what is here is never changed, only added to.
/// </summary>
public static partial class GoldenWorkflows
{
    private static readonly ActivityOptions Quick = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Type> All => typeof(GoldenWorkflows).GetNestedTypes()
        .Where(type => type.IsDefined(typeof(WorkflowAttribute), inherit: false));

    [Workflow("GoldenTimers")]
    public sealed class Timers : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            using var stop = new CancellationTokenSource();
            var hour = Workflow.DelayAsync(TimeSpan.FromHours(1), stop.Token);
            using var never = new CancellationTokenSource();
            var unborn = Workflow.DelayAsync(TimeSpan.FromHours(1), never.Token);
            Cancel(never);
            await GateAsync();
            Cancel(stop);
            var isCanceled = await CanceledAsync(hour) && await CanceledAsync(unborn);
            await Workflow.WhenAllAsync(
                Workflow.DelayAsync(TimeSpan.FromMilliseconds(2)), Workflow.DelayAsync(TimeSpan.FromMilliseconds(1)));
            return isCanceled ? "cancelled" : "went off";
        }
    }

    [Workflow("GoldenActivities")]
    public sealed class Activities : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var sum = await Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(1), Quick);
            await Workflow.ExecuteActivityAsync(
                () => GoldenActivities.Fail(false),
                new()
                {
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) },
                    Summary = "fails once",
                });
            await GateAsync();
            try
            {
                await Workflow.ExecuteActivityAsync(() => GoldenActivities.Fail(true), Quick);
            }
            catch (ActivityFailureException failure) when (failure.InnerException is ApplicationFailureException)
            {
                sum += 100;
            }

            var numbers = await Workflow.WhenAllAsync(Enumerable.Range(1, 3).Select(
                number => Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(number), Quick)));
            return sum + numbers.Sum();
        }
    }

    [Workflow("GoldenActivityCancels")]
    public sealed class ActivityCancels : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            using var stop = new CancellationTokenSource();
            var tasks = Enum.GetValues<ActivityCancellationType>().Select(type => Workflow.ExecuteActivityAsync(
                () => GoldenActivities.WaitAsync(),
                new()
                {
                    StartToCloseTimeout = TimeSpan.FromMinutes(5),
                    HeartbeatTimeout = TimeSpan.FromSeconds(1),
                    CancellationType = type,
                    CancellationToken = stop.Token,
                })).ToList();
            await GateAsync();
            Cancel(stop);
            var canceled = 0;
            foreach (var task in tasks)
            {
                canceled += await CanceledAsync(task) ? 1 : 0;
            }

            // Cancelled before it was ever asked for: no command at all.
            await CanceledAsync(Workflow.ExecuteActivityAsync(
                () => GoldenActivities.Twice(1),
                new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), CancellationToken = stop.Token }));
            return canceled;
        }
    }

    [Workflow("GoldenChild")]
    public sealed class Child : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string how)
        {
            switch (how)
            {
                case "wait":
                    await GateAsync();
                    return "opened";
                case "fail":
                    throw new ApplicationFailureException("child fails");
                default:
                    return how;
            }
        }
    }

    [Workflow("GoldenChildren")]
    public sealed class Children : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string>
            {
                await Workflow.ExecuteChildWorkflowAsync((Child child) => child.RunAsync("done")),
            };
            var id = $"{Workflow.Info.WorkflowId}-twin-{Workflow.NewGuid()}";
            var twin = await Workflow.StartChildWorkflowAsync(
                (Child child) => child.RunAsync("wait"), new() { Id = id });
            await GateAsync();
            try
            {
                await Workflow.StartChildWorkflowAsync((Child child) => child.RunAsync("wait"), new() { Id = id });
            }
            catch (WorkflowAlreadyStartedException)
            {
                words.Add("twice");
            }

            await twin.SignalAsync(child => child.GoAsync());
            words.Add(await twin.GetResultAsync());
            try
            {
                await Workflow.ExecuteChildWorkflowAsync((Child child) => child.RunAsync("fail"));
            }
            catch (ChildWorkflowFailureException)
            {
                words.Add("failed");
            }

            using var stop = new CancellationTokenSource();
            var waiting = await Workflow.StartChildWorkflowAsync(
                (Child child) => child.RunAsync("wait"), new() { CancellationToken = stop.Token });
            Cancel(stop);
            words.Add(await CanceledAsync(waiting.GetResultAsync()) ? "cancelled" : "went on");
            return string.Join(' ', words);
        }
    }

    [Workflow("GoldenExternal")]
    public sealed class External : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string companion)
        {
            var other = Workflow.GetExternalWorkflowHandle(companion);
            var nobody = Workflow.GetExternalWorkflowHandle(companion + "-nobody");
            var words = new List<string>
            {
                await TryAsync(other.SignalAsync("note", ["first"])),
                await TryAsync(nobody.SignalAsync("note", ["lost"])),
            };
            await GateAsync();
            words.Add(await TryAsync(other.SignalAsync("note", ["second"])));
            words.Add(await TryAsync(other.CancelAsync()));
            words.Add(await TryAsync(nobody.CancelAsync()));
            return string.Join(' ', words);
        }

        // A companion that is no more, as for a run that was reset, is not there like one that never was.
        private static async Task<string> TryAsync(Task task)
        {
            try
            {
                await task;
                return "heard";
            }
            catch (FailureException)
            {
                return "lost";
            }
        }
    }

    [Workflow("GoldenCompanion")]
    public sealed class Companion
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal("note")]
        public Task NoteAsync(string text) => Task.CompletedTask;
    }

    [Workflow("GoldenPatches")]
    public sealed class Patches : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string> { Workflow.Patched("first") ? "new" : "old" };
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            Workflow.DeprecatePatch("gone");
            await GateAsync();
            words.Add(Workflow.Patched("first") ? "new" : "old");
            if (Workflow.Patched("second"))
            {
                await Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(1), Quick);
                words.Add("new");
            }

            return string.Join(' ', words);
        }
    }

    [Workflow("GoldenChain")]
    public sealed class Chain : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync(int round)
        {
            if (round > 0)
            {
                return round;
            }

            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            await GateAsync();
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            throw Workflow.CreateContinueAsNewException(
                (Chain chain) => chain.RunAsync(round + 1),
                new() { Memo = new Dictionary<string, object> { ["round"] = round + 1 } });
        }
    }

#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
#pragma warning restore CA1849

    private static async Task<bool> CanceledAsync(Task task)
    {
        try
        {
            await task;
            return false;
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return true;
        }
    }
}
