using DirectedExecution.DevServer.Engine.Schedules.Spec;
using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// A schedule while it is being changed: a state of its own, and the small rules that everything else is made of.
/// </summary>
internal sealed class ScheduleDraft(StoredSchedule state, CompiledSpec spec, DateTimeOffset now)
{
    public StoredSchedule State { get; } = state;

    public CompiledSpec Spec { get; set; } = spec;

    public DateTimeOffset Now { get; } = now;

    public Schedule Schedule => State.Schedule;

    public ScheduleInfo Info => State.Info;

    public DateTimeOffset LastProcessed => State.LastProcessedTime.ToDateTimeOffset();

    public static ScheduleDraft Of(ScheduleEntry entry, DateTimeOffset now) =>
        new(entry.State.Clone(), entry.Spec, now);

    public ScheduleEntry ToEntry() => new(State, Spec);

    public SpecTime? Next(DateTimeOffset after) => Spec.Next(after, $"{State.NamespaceId}-{State.ScheduleId}");

    /// <summary>Whoever changed it last has seen no other state.</summary>
    public void NextVersion() => State.ConflictToken++;

    /// <summary>Whether it may act now. What a person asks for may always be done.</summary>
    public bool MayAct(bool isManual) => isManual ||
        (!Schedule.State.Paused && (!Schedule.State.LimitedActions || Schedule.State.RemainingActions > 0));

    /// <summary>Takes one of the remaining actions; false: it may not act.</summary>
    public bool TryUseAction(bool isManual)
    {
        if (!MayAct(isManual))
        {
            return false;
        }

        if (!isManual && Schedule.State.LimitedActions)
        {
            Schedule.State.RemainingActions--;
            NextVersion();
        }

        return true;
    }

    /// <summary>The policy that holds for a start; one that nobody knows is taken as that which does least.</summary>
    public ScheduleOverlapPolicy Resolve(ScheduleOverlapPolicy policy)
    {
        var holds = policy == ScheduleOverlapPolicy.Unspecified ? Schedule.Policies.OverlapPolicy : policy;
        return Enum.IsDefined(holds) && holds != ScheduleOverlapPolicy.Unspecified ? holds : ScheduleOverlapPolicy.Skip;
    }

    /// <summary>Owes a start. When too many are owed already, this one is dropped and counted.</summary>
    public void AddStart(SpecTime time, ScheduleOverlapPolicy policy, bool isManual)
    {
        if (State.BufferedStarts.Count >= ScheduleLimits.Buffer)
        {
            Info.BufferDropped++;
            return;
        }

        State.BufferedStarts.Add(new BufferedStart
        {
            NominalTime = time.Nominal.ToStamp(),
            ActualTime = time.Actual.ToStamp(),
            OverlapPolicy = policy,
            IsManual = isManual,
        });
    }

    /// <summary>Notes what was started; only a run that the next one waits for is watched.</summary>
    public void NoteStarted(BufferedStart start, WorkflowExecution execution, bool isWatched)
    {
        Info.ActionCount++;
        Info.RecentActions.Add(new ScheduleActionResult
        {
            ScheduleTime = start.ActualTime,
            ActualTime = Now.ToStamp(),
            StartWorkflowResult = execution,
            StartWorkflowStatus = WorkflowExecutionStatus.Running,
        });
        while (Info.RecentActions.Count > ScheduleLimits.RecentActions)
        {
            Info.RecentActions.RemoveAt(0);
        }

        if (isWatched)
        {
            Info.RunningWorkflows.Add(execution.Clone());
        }
    }
}
