using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.History.V1;
using Temporalio.Replay.Machines;

namespace Temporalio.Replay;

/// <summary>
/// The local activities of one run: which are to be carried out, which are, and what is to be told of them. Each end
/// is told by itself, when nothing else is left to tell, in the order of the markers: so a replay, which knows all
/// markers of a task at once, wakes the code as often, and at the same times, as the first run did.
/// </summary>
internal sealed class LocalActivities(IMachineHost host) : ILocalActivityHost
{
    private readonly SortedDictionary<uint, LocalActivityMachine> machines = [];
    private readonly Dictionary<uint, (LocalActivityMarker Marker, long EventId)> foreseen = [];

    // By the event of the marker; what ends now comes behind all events.
    private readonly SortedDictionary<(long EventId, int Number), End> ends = [];
    private readonly List<LocalActivityRequest> requests = [];
    private readonly List<uint> cancels = [];
    private readonly HashSet<uint> executing = [];
    private int told;
    private bool isEnded;
    private bool mustCancelAll;

    /// <summary>Gets how many have no end yet that the run has to wait for.</summary>
    public int Outstanding => requests.Count + executing.Count;

    public bool HasEnds => ends.Count > 0;

    /// <summary>Takes one that the code asks for.</summary>
    /// <param name="command">What it asks for.</param>
    /// <param name="isReplaying">Whether it asked before.</param>
    /// <param name="time">The workflow's time.</param>
    /// <param name="now">The time of the world.</param>
    public void Schedule(WorkflowCommand.ScheduleLocalActivity command, bool isReplaying, DateTime time, DateTime now)
    {
        var request = command.Request with
        {
            OriginalScheduleTime = command.Request.OriginalScheduleTime ?? Timestamp.FromDateTime(now),
        };
        var machine = new LocalActivityMachine(host, this, command with { Request = request }, time);
        machines.Add(request.Seq, machine);
        if (foreseen.Remove(request.Seq, out var known))
        {
            machine.Replay();
            machine.Foresee(known.Marker, known.EventId);
        }
        else if (isReplaying)
        {
            machine.Replay();
        }
        else
        {
            machine.Execute();
        }
    }

    public void Cancel(uint seq) => machines.GetValueOrDefault(seq)?.Cancel();

    /// <summary>Takes a marker from the commands of the task that is about to be replayed.</summary>
    public void Foresee(HistoryEvent e, LocalActivityMarker marker)
    {
        if (machines.TryGetValue(marker.Seq, out var machine) && machine.IsAwaiting)
        {
            machine.Foresee(marker, e.EventId);
        }
        else
        {
            foreseen[marker.Seq] = (marker, e.EventId);
        }
    }

    /// <summary>Takes the event of a marker.</summary>
    /// <returns>Whether that was all: it mirrors no command.</returns>
    /// <exception cref="ReplayNondeterminismException">Nobody asked for it.</exception>
    public bool TakeMarker(HistoryEvent e, LocalActivityMarker marker)
    {
        if (!machines.TryGetValue(marker.Seq, out var machine))
        {
            throw new ReplayNondeterminismException(
                $"History event {EventText.Of(e)} has no counterpart: the workflow code scheduled no such local " +
                "activity");
        }

        if (!machine.IsForeseen)
        {
            return false;
        }

        machine.OnEvent(e);
        return true;
    }

    /// <summary>A task begins that no history completes: what has no marker now never gets one.</summary>
    public void NothingRecorded()
    {
        foreach (var machine in machines.Values.Where(m => m.IsAwaiting).ToArray())
        {
            machine.NothingRecorded();
        }
    }

    /// <summary>Takes the end of one that was carried out.</summary>
    public void Resolve(LocalActivityResolution resolution)
    {
        if (executing.Remove(resolution.Seq))
        {
            machines.GetValueOrDefault(resolution.Seq)?.Resolve(resolution);
        }
    }

    /// <summary>What is to be told next, and the time that it moves the workflow to.</summary>
    public (ActivationJob.ResolveLocalActivity Job, DateTime? Time) TakeEnd()
    {
        var (order, end) = ends.First();
        ends.Remove(order);
        return (end.Job, end.Time);
    }

    /// <summary>What is to be done now; handed out once.</summary>
    public LocalActivityDemands TakeDemands()
    {
        var demands = new LocalActivityDemands([.. cancels], [.. requests], mustCancelAll);
        executing.UnionWith(demands.Start.Select(request => request.Seq));
        cancels.Clear();
        requests.Clear();
        mustCancelAll = false;
        return demands;
    }

    /// <summary>The workflow ends: nobody waits for anything any more.</summary>
    public void Close()
    {
        mustCancelAll |= !isEnded;
        isEnded = true;
        executing.Clear();
        requests.Clear();
    }

    /// <summary>Forgets what can never be asked about again.</summary>
    public void Prune()
    {
        foreach (var (seq, _) in machines.Where(m => m.Value.IsFinal).ToArray())
        {
            machines.Remove(seq);
        }
    }

    void ILocalActivityHost.Request(LocalActivityRequest request)
    {
        if (!isEnded)
        {
            requests.Add(request);
        }
    }

    void ILocalActivityHost.RequestCancel(uint seq)
    {
        var queued = requests.Find(request => request.Seq == seq);
        if (queued is null)
        {
            cancels.Add(seq);
            return;
        }

        requests.Remove(queued);
        machines[seq].Resolve(LocalActivityResolution.Canceled(seq, queued.Attempt, TimeSpan.Zero));
    }

    void ILocalActivityHost.Abandon(uint seq)
    {
        requests.RemoveAll(request => request.Seq == seq);
        executing.Remove(seq);
    }

    void ILocalActivityHost.Tell(ActivationJob.ResolveLocalActivity job, DateTime? time, long? markerId) =>
        ends.Add((markerId ?? long.MaxValue, told++), new(job, time));

    private sealed record End(ActivationJob.ResolveLocalActivity Job, DateTime? Time);
}
