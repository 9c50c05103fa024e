using Temporalio.Api.Command.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Worker;
using Temporalio.Worker.WorkflowTasks;
using Microsoft.Extensions.Logging.Abstractions;
using Sdk.Tests.Client;

namespace Sdk.Tests.Worker.WorkflowTasks;

/// <summary>Which activities ask to come back at once, and what becomes of their slots.</summary>
public sealed class EagerActivitiesTests
{
    private readonly Slots slots = new() { Free = 10 };

    [Fact]
    public void Reserve_MoreThanAllowed_AsksForAsManyAsAreAllowed()
    {
        var commands = Commands(5);

        var eager = EagerActivities.Reserve(commands, Setup(), slots);

        Assert.Equal([true, true, true, false, false], Asked(commands));
        Assert.Equal(7, slots.Free);
        Assert.Empty(eager.Settle([new(), new()]));
        Assert.Equal((2, 8), (slots.Started, slots.Free));
    }

    [Fact]
    public void Reserve_FewSlots_AsksForAsManyAsThereAre()
    {
        slots.Free = 1;
        var commands = Commands(2);

        var eager = EagerActivities.Reserve(commands, Setup(), slots);

        Assert.Equal([true, false], Asked(commands));

        // More than was asked for: no slot, so nobody runs it.
        Assert.Single(eager.Settle([new(), new()]));
        Assert.Equal((1, 0), (slots.Started, slots.Free));
    }

    [Fact]
    public void Settle_CompletionNotTaken_FreesAllSlots()
    {
        var eager = EagerActivities.Reserve(Commands(2), Setup(), slots);
        eager.Settle([]);
        eager.Settle([]);

        Assert.Equal((0, 10), (slots.Started, slots.Free));
    }

    [Fact]
    public void Reserve_NotWantedOrNotHere_AsksForNone()
    {
        foreach (var (options, queue, wish) in new (Action<TemporalWorkerOptions>, string, bool)[]
        {
            (o => o.DisableEagerActivityExecution = true, "queue", true),
            (o => o.MaxTaskQueueActivitiesPerSecond = 1, "queue", true),
            (o => o.MaxEagerActivityReservationsPerWorkflowTask = 0, "queue", true),
            (_ => { }, "other", true),
            (_ => { }, "queue", false),
        })
        {
            var commands = Commands(1, queue, wish);
            EagerActivities.Reserve(commands, Setup(options), slots);
            Assert.Equal([false], Asked(commands));
        }

        var draining = Commands(1);
        EagerActivities.Reserve(draining, Setup(), null);
        Assert.Equal([false], Asked(draining));
        Assert.Equal(10, slots.Free);
    }

    private static Command[] Commands(int count, string queue = "queue", bool wish = true) =>
        [.. Enumerable.Range(0, count).Select(_ => new Command
        {
            ScheduleActivityTaskCommandAttributes = new() { TaskQueue = new() { Name = queue }, RequestEagerExecution = wish },
        })];

    private static IEnumerable<bool> Asked(IEnumerable<Command> commands) =>
        commands.Select(c => c.ScheduleActivityTaskCommandAttributes.RequestEagerExecution);

    private static WorkerSetup Setup(Action<TemporalWorkerOptions>? configure = null)
    {
        var options = new TemporalWorkerOptions("queue");
        configure?.Invoke(options);
        return new()
        {
            Service = new FakeWorkflowService(),
            Options = options,
            Namespace = "default",
            Identity = "me",
            DataConverter = DataConverter.Default,
            LoggerFactory = NullLoggerFactory.Instance,
        };
    }

    private sealed class Slots : IEagerActivities
    {
        public int Free { get; set; }

        public int Started { get; private set; }

        public bool TryReserve() => Free > 0 && Free-- > 0;

        public void Release() => Free++;

        public void Start(PollActivityTaskQueueResponse task) => Started++;
    }
}
