using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <content>Messages, waiting, attributes, coordination and chance.</content>
public static partial class GoldenWorkflows
{
    public static readonly SearchAttributeKey<string> Word = SearchAttributeKey.CreateKeyword("GoldenWord");

    public static readonly SearchAttributeKey<long> Number = SearchAttributeKey.CreateLong("GoldenNumber");

    [Workflow("GoldenSignals")]
    public sealed class Signals : GatedWorkflow
    {
        private readonly List<string> heard = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => heard.Count >= 3);
            await GateAsync();
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
            return string.Join(' ', heard);
        }

        [WorkflowSignal("say")]
        public async Task SayAsync(string text)
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            heard.Add(text);
        }

        [WorkflowSignal(Dynamic = true)]
        public Task OtherAsync(string name, IRawValue[] args)
        {
            heard.Add(name + Workflow.PayloadConverter.ToValue<int>(args[0]));
            return Task.CompletedTask;
        }
    }

    [Workflow("GoldenUpdates")]
    public sealed class Updates : GatedWorkflow
    {
        private int sum;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => sum >= 3);
            await GateAsync();
            await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
            return sum;
        }

        [WorkflowUpdate("add")]
        public async Task<int> AddAsync(int number)
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            return sum += number;
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int number)
        {
            if (number < 0)
            {
                throw new ApplicationFailureException("negative");
            }
        }

        [WorkflowUpdate("hold")]
        public async Task<string> HoldAsync()
        {
            sum += 2;
            await GateAsync();
            await Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(1), Quick);
            return "held";
        }
    }

    [Workflow("GoldenConditions")]
    public sealed class Conditions : GatedWorkflow
    {
        private int steps;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var words = new List<string>
            {
                Text(await Workflow.WaitConditionAsync(() => false, TimeSpan.FromMilliseconds(1))),
                Text(await Workflow.WaitConditionAsync(() => true, TimeSpan.FromHours(1))),
            };
            var first = StepAsync(0);
            var second = StepAsync(1);
            var late = Workflow.WaitConditionAsync(() => steps == 3, TimeSpan.FromHours(1));
            await GateAsync();
            steps = 1;
            await Workflow.WhenAllAsync(first, second);
            words.Add(Text(await late));
            words.Add(Text(await Workflow.WaitConditionAsync(() => steps > 9, TimeSpan.FromMilliseconds(1))));
            return string.Join(' ', words);
        }

        private static string Text(bool isMet) => isMet ? "met" : "late";

        private async Task StepAsync(int after)
        {
            await Workflow.WaitConditionAsync(() => steps == after + 1);
            steps = after + 2;
        }
    }

    [Workflow("GoldenAttributes")]
    public sealed class Attributes : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            Workflow.UpsertTypedSearchAttributes(Word.ValueSet("one"), Number.ValueSet(1));
            Workflow.UpsertMemo(MemoUpdate.ValueSet("note", "first"));
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            await GateAsync();
            Workflow.UpsertTypedSearchAttributes(Word.ValueUnset(), Number.ValueSet(2));
            Workflow.UpsertMemo(MemoUpdate.ValueUnset("note"), MemoUpdate.ValueSet("more", 2));
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            var attributes = Workflow.TypedSearchAttributes;
            return $"{attributes.ContainsKey(Word)} {attributes.Get(Number)} {string.Join(' ', Workflow.Memo.Keys)}";
        }
    }

    [Workflow("GoldenCoordination")]
    public sealed class Coordination : GatedWorkflow
    {
        private readonly Temporalio.Workflows.Mutex mutex = new();
        private readonly Temporalio.Workflows.Semaphore semaphore = new(2);
        private readonly List<int> order = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var holders = Enumerable.Range(1, 3).Select(HoldAsync).ToList();
            await holders[0];
            await GateAsync();
            await Workflow.WhenAllAsync(holders);
            await Workflow.WhenAllAsync(Enumerable.Range(4, 4).Select(EnterAsync));
            var quick = Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            var slow = Workflow.DelayAsync(TimeSpan.FromHours(1));
            order.Add(await Workflow.WhenAnyAsync(slow, quick) == quick ? 0 : -1);
            return string.Join(' ', order);
        }

        private async Task HoldAsync(int number)
        {
            await mutex.WaitOneAsync();
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
                order.Add(number);
            }
            finally
            {
                mutex.ReleaseMutex();
            }
        }

        private async Task EnterAsync(int number)
        {
            await semaphore.WaitAsync();
            try
            {
                await Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(number), Quick);
                order.Add(number);
            }
            finally
            {
                semaphore.Release();
            }
        }
    }

    [Workflow("GoldenChance")]
    public sealed class Chance : GatedWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = await WalkAsync();
            var id = Workflow.NewGuid();
            await GateAsync();
            return $"{first} {id} {await WalkAsync()} {Workflow.Random.NextDouble():R}";
        }

        // Each bit is a command of one kind or the other, so that other numbers would be other commands.
        private static async Task<string> WalkAsync()
        {
            var bits = string.Empty;
            for (var step = 0; step < 4; step++)
            {
                if (Workflow.Random.Next(2) == 0)
                {
                    await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
                    bits += '0';
                }
                else
                {
                    await Workflow.ExecuteActivityAsync(() => GoldenActivities.Twice(step), Quick);
                    bits += '1';
                }
            }

            return bits;
        }
    }
}
