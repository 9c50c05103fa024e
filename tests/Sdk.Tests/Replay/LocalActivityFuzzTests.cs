using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Replay;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay;

/// <summary>
/// Random runs of local activities, timers, signals and tasks that only wait: whatever happened first, a replay wakes the
/// code as often, with the same words at the same times.
/// </summary>
public sealed class LocalActivityFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomRun_Replayed_IsTheSame(int series)
    {
        for (var seed = series * 1000; seed < (series * 1000) + 250; seed++)
        {
            try
            {
                new Run(new Random(seed)).Tell();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }

    private sealed class Run(Random random)
    {
        private readonly ReplayScript script = new();
        private readonly Dictionary<uint, ActivityCancellationType> open = [];
        private readonly List<uint> underWay = [];
        private readonly Queue<uint> timers = new();
        private uint lastLocal;
        private uint lastTimer;

        public void Tell()
        {
            script.Run(h => h.Started(), [], Ask, End);
            for (var task = random.Next(6); task > 0; task--)
            {
                script.Run(Happen(), [], Ask, End);
            }

            var isOver = false;
            script.Run(h => h.Signaled("end"), [], () => isOver ? [] : Over(ref isOver), () => null);
            Assert.True(script.Output.IsTerminal);
            Assert.Empty(script.Replay().Commands);
        }

        private static WorkflowCommand[] Over(ref bool isOver)
        {
            isOver = true;
            return
            [
                new WorkflowCommand.End(new Command
                {
                    CommandType = CommandType.CompleteWorkflowExecution,
                    CompleteWorkflowExecutionCommandAttributes = new(),
                }),
            ];
        }

        // A task that brings nothing is one that goes on waiting for local activities.
        private Action<HistoryBuilder> Happen() => random.Next(3) switch
        {
            0 when timers.TryDequeue(out var timer) => h => h.TimerFired($"{timer}"),
            1 when underWay.Count > 0 => _ => { },
            _ => h => h.Signaled("go"),
        };

        private LocalActivityResolution? End()
        {
            if (underWay.Count == 0 || random.Next(3) == 0)
            {
                return null;
            }

            var seq = underWay[random.Next(underWay.Count)];
            underWay.Remove(seq);
            open.Remove(seq);
            return EndOf(seq);
        }

        private LocalActivityResolution EndOf(uint seq)
        {
            var end = new LocalActivityResolution(seq, 1, TimeSpan.FromSeconds(random.NextDouble() * 3));
            return random.Next(3) switch
            {
                0 => end with { Failure = new() { Message = "broken", ApplicationFailureInfo = new() } },
                1 => end with { Failure = LocalActivityFailures.TimedOut(TimeoutType.StartToClose) },
                _ => end with { Result = HistoryBuilder.PayloadsOf(seq)!.Payloads_[0] },
            };
        }

        private WorkflowCommand[] Ask()
        {
            var commands = new List<WorkflowCommand>();
            for (var more = random.Next(4); more > 0; more--)
            {
                switch (random.Next(3))
                {
                    case 0:
                        timers.Enqueue(++lastTimer);
                        commands.Add(new WorkflowCommand.StartTimer(lastTimer, new Duration { Seconds = 5 }, null));
                        break;
                    case 1 when open.Count > 0 && random.Next(2) == 0:
                        commands.Add(Cancel());
                        break;
                    default:
                        commands.Add(Local());
                        break;
                }
            }

            return [.. commands];
        }

        private WorkflowCommand.ScheduleLocalActivity Local()
        {
            var type = (ActivityCancellationType)random.Next(3);
            open.Add(++lastLocal, type);
            underWay.Add(lastLocal);
            return new(new() { Seq = lastLocal, ActivityId = $"{lastLocal}", ActivityType = "Act" }, type, null);
        }

        // Told at once, or, where the code waits for it, with its end.
        private WorkflowCommand.CancelLocalActivity Cancel()
        {
            var (seq, type) = open.ElementAt(random.Next(open.Count));
            if (type != ActivityCancellationType.WaitCancellationCompleted)
            {
                open.Remove(seq);
            }

            return new(seq);
        }
    }
}
