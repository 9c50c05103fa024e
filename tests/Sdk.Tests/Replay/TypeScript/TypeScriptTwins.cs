using Sdk.Tests.Replay.Golden;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.TypeScript;

/// <summary>The workflows of workflows.js in C#: the same commands in the same order.</summary>
public static class TypeScriptTwins
{
    private static readonly ActivityOptions Quick = new()
    {
        StartToCloseTimeout = TimeSpan.FromMinutes(1),
        HeartbeatTimeout = TimeSpan.FromSeconds(1),
        CancellationType = ActivityCancellationType.WaitCancellationCompleted,
        RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1), MaximumAttempts = 2 },
    };

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Type> All => typeof(TypeScriptTwins).GetNestedTypes()
        .Where(type => type.IsDefined(typeof(WorkflowAttribute), inherit: false));

    [Workflow("tsTimers")]
    public sealed class Timers : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(1);
            using var stop = new CancellationTokenSource();
            var hour = Workflow.DelayAsync(TimeSpan.FromHours(1), stop.Token);
            await GateAsync();
            Cancel(stop);
            var word = await WordAsync(hour, "went off");
            await Workflow.WhenAllAsync(Workflow.DelayAsync(2), Workflow.DelayAsync(1));
            return word;
        }
    }

    [Workflow("tsActivities")]
    public sealed class Activities : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var sum = await DoubleAsync(1);
            await Workflow.ExecuteActivityAsync("fail", [false], Quick);
            await GateAsync();
            try
            {
                await Workflow.ExecuteActivityAsync("fail", [true], Quick);
            }
            catch (ActivityFailureException)
            {
                sum += 100;
            }

            var numbers = await Workflow.WhenAllAsync(new[] { 1, 2, 3 }.Select(DoubleAsync));
            return numbers.Sum() + sum;
        }
    }

    [Workflow("tsActivityCancel")]
    public sealed class ActivityCancel : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var stop = new CancellationTokenSource();
            var options = (ActivityOptions)Quick.Clone();
            options.CancellationToken = stop.Token;
            var waits = Workflow.ExecuteActivityAsync("waitUntilCancelled", [], options);
            await GateAsync();
            Cancel(stop);
            return await WordAsync(waits, "went on");
        }
    }

    [Workflow("tsChildren")]
    public sealed class Children : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var id = Workflow.Info.WorkflowId;
            var words = new List<string>
            {
                await Workflow.ExecuteChildWorkflowAsync<string>("tsChild", ["done"], new() { Id = id + "-a" }),
            };
            var waits = await Workflow.StartChildWorkflowAsync("tsChild", ["wait"], new() { Id = id + "-b" });
            await GateAsync();
            await waits.SignalAsync("go", []);
            words.Add(await waits.GetResultAsync<string>());
            try
            {
                await Workflow.ExecuteChildWorkflowAsync("tsChild", ["fail"], new() { Id = id + "-c" });
            }
            catch (ChildWorkflowFailureException)
            {
                words.Add("failed");
            }

            return string.Join(' ', words);
        }
    }

    [Workflow("tsExternal")]
    public sealed class External : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string companion)
        {
            var words = new List<string>();
            async Task AttemptAsync(Task task)
            {
                try
                {
                    await task;
                    words.Add("heard");
                }
                catch (FailureException)
                {
                    words.Add("lost");
                }
            }

            await AttemptAsync(Workflow.GetExternalWorkflowHandle(companion).SignalAsync("say", ["first"]));
            await AttemptAsync(Workflow.GetExternalWorkflowHandle(companion + "-nobody").SignalAsync("say", ["lost"]));
            await GateAsync();
            await AttemptAsync(Workflow.GetExternalWorkflowHandle(companion).CancelAsync());
            await AttemptAsync(Workflow.GetExternalWorkflowHandle(companion + "-nobody").CancelAsync());
            return string.Join(' ', words);
        }
    }

    [Workflow("tsPatches")]
    public sealed class Patches : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string> { Workflow.Patched("first") ? "new" : "old" };
            await Workflow.DelayAsync(1);
            Workflow.DeprecatePatch("gone");
            await GateAsync();
            words.Add(Workflow.Patched("first") ? "new" : "old");
            if (Workflow.Patched("second"))
            {
                await DoubleAsync(1);
                words.Add("new");
            }

            return string.Join(' ', words);
        }
    }

    [Workflow("tsChain")]
    public sealed class Chain : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync(int round)
        {
            if (round > 0)
            {
                return round;
            }

            await Workflow.DelayAsync(1);
            await GateAsync();
            throw Workflow.CreateContinueAsNewException((Chain chain) => chain.RunAsync(round + 1));
        }
    }

    [Workflow("tsSignals")]
    public sealed class Signals : GatedWorkflow
    {
        private readonly List<string> heard = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => heard.Count >= 2);
            await GateAsync();
            await Workflow.DelayAsync(1);
            return string.Join(' ', heard);
        }

        [WorkflowSignal("say")]
        public async Task SayAsync(string text)
        {
            await Workflow.DelayAsync(1);
            heard.Add(text);
        }
    }

    [Workflow("tsUpdates")]
    public sealed class Updates : GatedWorkflow
    {
        private int sum;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => sum >= 3);
            await GateAsync();
            await DoubleAsync(sum);
            return sum;
        }

        [WorkflowUpdate("add")]
        public async Task<int> AddAsync(int number)
        {
            await Workflow.DelayAsync(1);
            return sum += number;
        }
    }

    [Workflow("tsConditions")]
    public sealed class Conditions : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = await Workflow.WaitConditionAsync(() => false, TimeSpan.FromMilliseconds(1));
            await GateAsync();
            var second = await Workflow.WaitConditionAsync(() => false, TimeSpan.FromMilliseconds(1));
            return $"{(first ? "met" : "late")} {(second ? "met" : "late")}";
        }
    }

    [Workflow("tsAttributes")]
    public sealed class Attributes : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            Workflow.UpsertTypedSearchAttributes(
                GoldenWorkflows.Word.ValueSet("one"), GoldenWorkflows.Number.ValueSet(1));
            Workflow.UpsertMemo(MemoUpdate.ValueSet("note", "first"));
            await Workflow.DelayAsync(1);
            await GateAsync();
            Workflow.UpsertTypedSearchAttributes(GoldenWorkflows.Number.ValueSet(2));
            Workflow.UpsertMemo(MemoUpdate.ValueUnset("note"), MemoUpdate.ValueSet("more", 2));
            await Workflow.DelayAsync(1);
            return string.Join(' ', Workflow.Memo.Keys);
        }
    }

    [Workflow("tsLocal")]
    public sealed class Local : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.DelayAsync(1);
            await GateAsync();
            return await Workflow.ExecuteLocalActivityAsync<int>(
                "double", [4], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        }
    }

    private static Task<int> DoubleAsync(int number) =>
        Workflow.ExecuteActivityAsync<int>("double", [number], Quick);

#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
#pragma warning restore CA1849

    private static async Task<string> WordAsync(Task task, string otherwise)
    {
        try
        {
            await task;
            return otherwise;
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return "cancelled";
        }
    }
}
