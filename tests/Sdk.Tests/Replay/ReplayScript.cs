using Temporalio.Api.Protocol.V1;
using Temporalio.Replay;
using Temporalio.Replay.Machines;

namespace Sdk.Tests.Replay;

/// <summary>
/// A run told step by step: what happens, what the code then asks for. Told live first; <see cref="Replay" /> feeds the whole
/// history with the same commands to a new machine, which must see the same jobs.
/// </summary>
internal sealed class ReplayScript(IArrowObserver? observer = null)
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly ReplayMachine machine = new("default", observer);
    private readonly List<IReadOnlyList<WorkflowCommand>> fed = [];
    private readonly List<string> seen = [];
    private long known;

    public HistoryBuilder History { get; } = new();

    public ReplayOutput Output { get; private set; } = null!;

    /// <summary>Gets what the last task wanted done about local activities.</summary>
    public List<LocalActivityDemands> Demands { get; } = [];

    /// <summary>Gets how many local activities are waited for.</summary>
    public int Outstanding => machine.OutstandingLocalActivities;

    /// <summary>Gets the jobs of the last task, all its activations.</summary>
    public List<ActivationJob> Jobs { get; } = [];

    /// <summary>Runs a task: first activation asks for the commands, activations that follow ask for nothing.</summary>
    public ReplayScript Task(Action<HistoryBuilder> before, params WorkflowCommand[] commands) =>
        Task(before, [], commands);

    public ReplayScript Task(Action<HistoryBuilder> before, Message[] messages, params WorkflowCommand[][] commands) =>
        LocalTask(before, messages, [.. commands.Select(c => new Asks(c))]);

    /// <summary>
    /// Runs a task in steps: commands are what the next activation asks for, an end is that of a local activity.
    /// </summary>
    public ReplayScript LocalTask(Action<HistoryBuilder> before, params object[] steps) => LocalTask(before, [], steps);

    private ReplayScript LocalTask(Action<HistoryBuilder> before, Message[] messages, object[] steps)
    {
        var left = new Queue<object>(steps);
        Run(
            before,
            messages,
            () => left.TryPeek(out var step) && step is Asks ? ((Asks)left.Dequeue()).Commands : [],
            () => left.TryDequeue(out var step) ? Assert.IsType<LocalActivityResolution>(step) : null);
        return this;
    }

    /// <summary>Runs a task to which each activation and each wait for a local activity answers as it comes.</summary>
    public void Run(
        Action<HistoryBuilder> before,
        Message[] messages,
        Func<WorkflowCommand[]> ask,
        Func<LocalActivityResolution?> end)
    {
        before(History);
        History.OpenTask();
        Jobs.Clear();
        Demands.Clear();
        machine.Begin(new([.. History.Events.Where(e => e.EventId > known)], History.PreviousStartedId, messages));
        Activate(ask);
        while (end() is { } ended)
        {
            machine.Resolve(ended);
            Activate(ask);
        }

        Output = machine.Finish();
        known = History.LastId;
        History.TaskCompleted(Output.Metadata);
        foreach (var command in Output.Commands)
        {
            CommandMirror.Append(History, command, Output.Messages);
        }
    }

    public ReplayScript Task(Action<HistoryBuilder> before, Message[] messages, WorkflowCommand[] commands) =>
        Task(before, messages, [commands]);

    /// <summary>Replays everything on a new machine.</summary>
    public ReplayOutput Replay()
    {
        var fresh = new ReplayMachine("default", observer);
        var again = new List<string>();
        fresh.Begin(new(History.Events, History.PreviousStartedId, []));
        for (var i = 0; fresh.Next() is { } activation; i++)
        {
            Note(again, activation);
            fresh.Apply(fed[i], Now);
        }

        Assert.Equal(seen, again);
        return fresh.Finish();
    }

    private void Activate(Func<WorkflowCommand[]> ask)
    {
        while (machine.Next() is { } activation)
        {
            Jobs.AddRange(activation.Jobs);
            Note(seen, activation);
            fed.Add(ask());
            machine.Apply(fed[^1], Now);
        }

        Demands.Add(machine.TakeLocalActivityDemands());
    }

    // A patch that stands in the history is announced on replay only.
    private static void Note(List<string> to, Activation activation) => to.Add(string.Join(", ", activation.Jobs
        .Where(job => job is not ActivationJob.NotifyHasPatch)
        .Select(job => job is ActivationJob.DoUpdate update ? "DoUpdate " + update.ProtocolInstanceId : job.ToString())) +
        $" at {activation.Time:O} {activation.HistoryLength}");

    /// <summary>What the code asks for in one activation.</summary>
    internal sealed record Asks(params WorkflowCommand[] Commands);
}
