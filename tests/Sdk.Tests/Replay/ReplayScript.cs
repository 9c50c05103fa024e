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
    private readonly ReplayMachine machine = new("default", observer);
    private readonly List<IReadOnlyList<WorkflowCommand>> fed = [];
    private readonly List<string> seen = [];
    private long known;

    public HistoryBuilder History { get; } = new();

    public ReplayOutput Output { get; private set; } = null!;

    /// <summary>Gets the jobs of the last task, all its activations.</summary>
    public List<ActivationJob> Jobs { get; } = [];

    /// <summary>Runs a task: first activation asks for the commands, activations that follow ask for nothing.</summary>
    public ReplayScript Task(Action<HistoryBuilder> before, params WorkflowCommand[] commands) =>
        Task(before, [], commands);

    public ReplayScript Task(Action<HistoryBuilder> before, Message[] messages, params WorkflowCommand[][] commands)
    {
        before(History);
        History.OpenTask();
        Jobs.Clear();
        machine.Begin(new([.. History.Events.Where(e => e.EventId > known)], History.PreviousStartedId, messages));
        for (var i = 0; machine.Next() is { } activation; i++)
        {
            Jobs.AddRange(activation.Jobs);
            Note(seen, activation);
            fed.Add(i < commands.Length ? commands[i] : []);
            machine.Apply(fed[^1]);
        }

        Output = machine.Finish();
        known = History.LastId;
        History.TaskCompleted(Output.Metadata);
        foreach (var command in Output.Commands)
        {
            CommandMirror.Append(History, command, Output.Messages);
        }

        return this;
    }

    public ReplayScript Task(Action<HistoryBuilder> before, Message[] messages, WorkflowCommand[] commands) =>
        Task(before, messages, [commands]);

    /// <summary>Replays everything on a new machine.</summary>
    public ReplayOutput Replay()
    {
        var fresh = new ReplayMachine("default");
        var again = new List<string>();
        fresh.Begin(new(History.Events, History.PreviousStartedId, []));
        for (var i = 0; fresh.Next() is { } activation; i++)
        {
            Note(again, activation);
            fresh.Apply(fed[i]);
        }

        Assert.Equal(seen, again);
        return fresh.Finish();
    }

    // A patch that stands in the history is announced on replay only.
    private static void Note(List<string> to, Activation activation) => to.Add(string.Join(", ", activation.Jobs
        .Where(job => job is not ActivationJob.NotifyHasPatch)
        .Select(job => job is ActivationJob.DoUpdate update ? "DoUpdate " + update.ProtocolInstanceId : job.ToString())) +
        $" at {activation.Time:O} {activation.HistoryLength}");
}
