using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Update.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Tells the run that a reset made what clients told and changed of the old run after the point of the reset, and the
/// runs that it continued as. Cancel requests are not among it.
/// </summary>
internal sealed class Reapplication(EngineCore core, Run run, IReadOnlySet<ResetReapplyExcludeType> excluded)
{
    public void ApplyAfter(Run old, long firstEventId)
    {
        for (var (told, from) = ((Run?)old, firstEventId); told is not null; from = 1)
        {
            var events = core.Histories.Read(told.Key.RunId, from, told.State.NextEventId - 1);
            foreach (var read in events)
            {
                Apply(read);
            }

            var next = events.Count == 0
                ? null
                : events[^1].WorkflowExecutionContinuedAsNewEventAttributes?.NewExecutionRunId;
            told = next is null
                ? null
                : core.Runs.Find(new RunKey(old.Key.NamespaceId, old.Key.WorkflowId, next));
        }
    }

    private void Apply(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.WorkflowExecutionSignaled when !excluded.Contains(ResetReapplyExcludeType.Signal):
                Signal(read);
                break;
            case EventType.WorkflowExecutionUpdateAdmitted:
                Update(read.WorkflowExecutionUpdateAdmittedEventAttributes.Request);
                break;
            case EventType.WorkflowExecutionUpdateAccepted:
                Update(read.WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest);
                break;
            case EventType.WorkflowExecutionOptionsUpdated:
                ChangeOptions(read);
                break;
            default:
                break;
        }
    }

    private void ChangeOptions(HistoryEvent read)
    {
        var changed = read.Clone();
        changed.EventTime = null;
        WorkflowOptions.Apply(run.State, changed.WorkflowExecutionOptionsUpdatedEventAttributes);
        run.Append(core.Now, changed);
    }

    private void Signal(HistoryEvent read)
    {
        var told = read.WorkflowExecutionSignaledEventAttributes.Clone();
        run.NoteSignal(told.RequestId);
        run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionSignaled,
            WorkflowExecutionSignaledEventAttributes = told,
            Links = { read.Links },
        });
    }

    /// <summary>An acceptance without a request stands behind an admission, which has it.</summary>
    private void Update(Request? request)
    {
        if (request is null || excluded.Contains(ResetReapplyExcludeType.Update) ||
            run.State.Updates.ContainsKey(request.Meta.UpdateId))
        {
            return;
        }

        var admitted = run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateAdmitted,
            WorkflowExecutionUpdateAdmittedEventAttributes = new WorkflowExecutionUpdateAdmittedEventAttributes
            {
                Request = request,
                Origin = UpdateAdmittedEventOrigin.Reapply,
            },
        });
        run.State.Updates[request.Meta.UpdateId] = new UpdateState { AdmittedEventId = admitted.EventId };
        core.Updates.Reapply(run, request.Meta.UpdateId);
    }
}
