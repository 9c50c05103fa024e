using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;
using Temporalio.Workflows;
using Xunit.Abstractions;

namespace Sdk.Tests.Workflows;

/// <summary>
/// Random workflows against a random server: timers, activities, children, signals, updates, patches and cancellations in any
/// order. The rig holds every task of the cached run against a full replay; in the end the whole history is replayed.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Runs = 60;
    private const int Tasks = 25;

    [Fact]
    public async Task RandomRuns_CachedAndReplayed_DoTheSame()
    {
        var first = Environment.TickCount;
        for (var seed = first; seed < first + Runs; seed++)
        {
            try
            {
                await RunAsync(seed);
            }
            catch
            {
                output.WriteLine($"seed {seed}");
                throw;
            }
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var rig = new WorkflowRig(typeof(Chaos), [seed]);
        await rig.TaskAsync();
        for (var i = 0; i < Tasks && !rig.Last.IsTerminal; i++)
        {
            var update = random.Next(4) == 0 ? new[] { rig.UpdateMessage($"u{i}", "Change", random.Next(5) - 1) } : [];
            await rig.TaskAsync(_ => Happen(rig, random, i), update);
        }

        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    private static void Happen(WorkflowRig rig, Random random, int task)
    {
        rig.History.Signaled("Poke", task);
        if (random.Next(15) == 0)
        {
            rig.History.CancelRequested();
        }

        foreach (var e in rig.History.Events.ToArray())
        {
            if (random.Next(3) == 0)
            {
                Answer(rig, random, e);
            }
        }

        if (random.Next(5) == 0)
        {
            rig.History.OpenTask().TaskTimedOut();
        }
    }

    // What a server may write for something that is open.
    private static void Answer(WorkflowRig rig, Random random, Temporalio.Api.History.V1.HistoryEvent e)
    {
        var history = rig.History;
        switch (e.EventType)
        {
            case EventType.TimerStarted when !history.Events.Any(o =>
                o.TimerFiredEventAttributes?.StartedEventId == e.EventId || o.TimerCanceledEventAttributes?.StartedEventId == e.EventId):
                history.TimerFired(e.TimerStartedEventAttributes.TimerId);
                break;
            case EventType.ActivityTaskScheduled when !history.Events.Any(o =>
                o.ActivityTaskCompletedEventAttributes?.ScheduledEventId == e.EventId ||
                o.ActivityTaskFailedEventAttributes?.ScheduledEventId == e.EventId ||
                o.ActivityTaskCanceledEventAttributes?.ScheduledEventId == e.EventId):
                var id = e.ActivityTaskScheduledEventAttributes.ActivityId;
                history.ActivityStarted(id);
                _ = history.Events.Any(o => o.ActivityTaskCancelRequestedEventAttributes?.ScheduledEventId == e.EventId)
                    ? history.ActivityCanceled(id)
                    : random.Next(2) == 0 ? history.ActivityCompleted(id, 1) : history.ActivityFailed(id);
                break;
            case EventType.StartChildWorkflowExecutionInitiated when !history.Events.Any(o =>
                o.ChildWorkflowExecutionStartedEventAttributes?.InitiatedEventId == e.EventId):
                var child = e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId;
                history.Child(child, EventType.ChildWorkflowExecutionStarted)
                    .Child(child, random.Next(2) == 0 ? EventType.ChildWorkflowExecutionCompleted : EventType.ChildWorkflowExecutionFailed, 1);
                break;
        }
    }

    [Workflow]
    public sealed class Chaos
    {
        private int pokes;
        private int changes;

        [WorkflowRun]
        public async Task<string> RunAsync(int seed)
        {
            // Its own generator, by the input: the script is the same on replay.
            var script = new Temporalio.Common.DeterministicRandom((ulong)(uint)seed);
            var lanes = Enumerable.Range(0, 3).Select(lane => LaneAsync(script.Next(), lane)).ToArray();
            await Workflow.WhenAllAsync(lanes);
            return $"{changes}";
        }

        [WorkflowSignal]
        public async Task PokeAsync(int task)
        {
            pokes++;
            if (task % 3 == 0)
            {
                await Workflow.DelayAsync(10);
            }
        }

        [WorkflowUpdate]
        public async Task<int> ChangeAsync(int by)
        {
            if (by > 1)
            {
                await Workflow.WaitConditionAsync(() => pokes % by == 0);
            }

            return changes += by;
        }

        [WorkflowUpdateValidator(nameof(ChangeAsync))]
        public void Validate(int by) => ArgumentOutOfRangeException.ThrowIfNegative(by);

        private async Task LaneAsync(int seed, int lane)
        {
            var random = new Temporalio.Common.DeterministicRandom((ulong)seed);
            for (var i = 0; i < 6; i++)
            {
                try
                {
                    await StepAsync(random, $"{lane}-{i}");
                }
                catch (Exception e) when (e is FailureException && !Workflow.CancellationToken.IsCancellationRequested)
                {
                    changes++;
                }
            }
        }

        private async Task StepAsync(Random random, string name)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
            var options = new ActivityOptions
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(5),
                CancellationType = (ActivityCancellationType)random.Next(3),
                CancellationToken = cancel.Token,
            };
            switch (random.Next(6))
            {
                case 0:
                    await Workflow.DelayAsync(random.Next(1000));
                    break;
                case 1:
                    await Workflow.ExecuteActivityAsync("Act", [], options);
                    break;
                case 2:
                    var activity = Workflow.ExecuteActivityAsync("Act", [], options);
                    var seen = pokes;
                    await Workflow.WaitConditionAsync(() => pokes > seen, TimeSpan.FromSeconds(5));
#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
                    cancel.Cancel();
#pragma warning restore CA1849
                    await activity;
                    break;
                case 3:
                    await Workflow.ExecuteChildWorkflowAsync("Child", [], new() { Id = $"child-{name}-{Workflow.NewGuid()}" });
                    break;
                case 4:
                    if (Workflow.Patched($"patch-{name}"))
                    {
                        await Workflow.DelayAsync(5);
                    }

                    break;
                default:
                    await Workflow.WhenAnyAsync(Workflow.DelayAsync(50), Workflow.ExecuteActivityAsync("Act", [], options));
                    break;
            }
        }
    }
}
