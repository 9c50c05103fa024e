using System.Buffers.Binary;
using DirectedExecution.DevServer.Engine.Schedules.Spec;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

// The field for what is wrong with a spec is one that newer APIs call old.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>Schedules: make, look at, change, delete.</summary>
internal sealed class ScheduleCalls(EngineCore core)
{
    private const long FirstVersion = 1;

    public CreateScheduleResponse Create(CreateScheduleRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        ScheduleChecks.Check(request);
        var (schedule, spec, attributes) = Complete(request.Schedule, request.SearchAttributes, owner);
        var memo = ScheduleChecks.Own(request.Memo);
        var reply = new CreateScheduleResponse { ConflictToken = Token(FirstVersion) };
        if (core.Schedules.Find(new ScheduleKey(owner.Id, request.ScheduleId)) is { } existing)
        {
            if (existing.State.CreateRequestId == request.RequestId)
            {
                return reply;
            }

            CheckFree(existing);
        }

        var state = new StoredSchedule
        {
            Layout = ScheduleEntry.Layout,
            NamespaceId = owner.Id,
            ScheduleId = request.ScheduleId,
            RunId = core.Ids.NewId(),
            CreateRequestId = request.RequestId,
            Status = WorkflowExecutionStatus.Running,
            Schedule = schedule,
            Info = new ScheduleInfo { CreateTime = core.Now.ToStamp() },
            Memo = memo,
            SearchAttributes = attributes,
            ConflictToken = FirstVersion,
            LastProcessedTime = core.Now.ToStamp(),
        };
        ScheduleChecks.CheckSize(state);
        core.Scheduling.GoOn(
            new ScheduleDraft(state, spec, core.Now),
            request.InitialPatch is { } patch ? draft => SchedulePatches.Apply(draft, patch) : null);
        return reply;
    }

    public DescribeScheduleResponse Describe(DescribeScheduleRequest request)
    {
        var entry = Find(request.Namespace, request.ScheduleId);
        if (!entry.IsOpen)
        {
            throw RpcError.NotFound("schedule not found");
        }

        var draft = ScheduleDraft.Of(entry, core.Now);
        draft.Info.FutureActionTimes.AddRange(ScheduleTimes.Coming(draft, ScheduleLimits.FutureActions));
        draft.Info.InvalidScheduleError = draft.Spec.Fault ?? string.Empty;
        draft.Info.BufferSize = draft.State.BufferedStarts.Count;
        return new DescribeScheduleResponse
        {
            Schedule = draft.Schedule,
            Info = draft.Info,
            Memo = draft.State.Memo is { Fields.Count: > 0 } memo ? memo : null,
            SearchAttributes = draft.State.SearchAttributes is { IndexedFields.Count: > 0 } own ? own : null,
            ConflictToken = Token(draft.State.ConflictToken),
        };
    }

    /// <summary>One that was made from an older state changes nothing, and is not refused: as officially.</summary>
    public UpdateScheduleResponse Update(UpdateScheduleRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        ScheduleChecks.Check(request);
        var (schedule, spec, attributes) = Complete(request.Schedule, request.SearchAttributes, owner);
        ScheduleChecks.CheckSize(request.Schedule);
        Change(FindOpen(request.Namespace, request.ScheduleId), request.RequestId, draft =>
        {
            if (IsStale(request.ConflictToken, draft.State.ConflictToken))
            {
                return;
            }

            draft.State.Schedule = schedule;
            draft.State.SearchAttributes = attributes ?? draft.State.SearchAttributes;
            draft.Spec = spec;
            draft.Info.UpdateTime = draft.Now.ToStamp();
            draft.NextVersion();
        });
        return new UpdateScheduleResponse();
    }

    public PatchScheduleResponse Patch(PatchScheduleRequest request)
    {
        core.Catalog.GetNamespace(request.Namespace);
        ScheduleChecks.Check(request);
        Change(
            FindOpen(request.Namespace, request.ScheduleId),
            request.RequestId,
            draft => SchedulePatches.Apply(draft, request.Patch));
        return new PatchScheduleResponse();
    }

    public ListScheduleMatchingTimesResponse ListMatchingTimes(ListScheduleMatchingTimesRequest request)
    {
        var draft = ScheduleDraft.Of(Find(request.Namespace, request.ScheduleId), core.Now);
        if (request.StartTime.Read() is not { } start || request.EndTime.Read() is not { } end)
        {
            throw RpcError.InvalidArgument("missing or invalid query", new QueryFailedFailure());
        }

        return new ListScheduleMatchingTimesResponse { StartTime = { ScheduleTimes.Matching(draft, start, end) } };
    }

    /// <summary>Runs that it started go on.</summary>
    public DeleteScheduleResponse Delete(DeleteScheduleRequest request)
    {
        var entry = FindOpen(request.Namespace, request.ScheduleId);
        core.Schedules.Put(entry.Closed(ScheduleTrigger.Delete, core.Now));
        return new DeleteScheduleResponse();
    }

    /// <summary>A schedule as it is stored: checked, with its defaults and its own search attributes.</summary>
    private (Schedule Schedule, CompiledSpec Spec, SearchAttributes? Attributes) Complete(
        Schedule? asked, SearchAttributes? attributes, NamespaceRow owner)
    {
        var spec = CompiledSpec.Compile(asked?.Spec ?? new ScheduleSpec());
        var own = ScheduleChecks.Own(attributes, owner, core.Catalog);
        var schedule = ScheduleDefaults.Complete(asked, spec);
        ScheduleChecks.Complete(schedule, owner, core.Catalog);
        return (schedule, spec, own);
    }

    private void Change(ScheduleEntry entry, string requestId, Action<ScheduleDraft> change)
    {
        if (requestId.Length > 0 && entry.State.RequestIds.Contains(requestId))
        {
            return;
        }

        var draft = ScheduleDraft.Of(entry, core.Now);
        if (requestId.Length > 0)
        {
            draft.State.RequestIds.Add(requestId);
            while (draft.State.RequestIds.Count > ScheduleLimits.RequestIds)
            {
                draft.State.RequestIds.RemoveAt(0);
            }
        }

        core.Scheduling.GoOn(draft, change);
    }

    private ScheduleEntry FindOpen(string namespaceName, string scheduleId)
    {
        var entry = Find(namespaceName, scheduleId);
        return entry.IsOpen ? entry : throw RpcError.NotFound("workflow execution already completed");
    }

    private ScheduleEntry Find(string namespaceName, string scheduleId) =>
        core.Schedules.Find(new ScheduleKey(core.Catalog.GetNamespace(namespaceName).Id, scheduleId)) ??
            throw RunTable.NotFound(ScheduleNames.WorkflowId(scheduleId), string.Empty);

    private static void CheckFree(ScheduleEntry existing)
    {
        if (existing.IsOpen)
        {
            throw new RpcError(
                GrpcStatusCode.AlreadyExists,
                "Workflow execution is already running. WorkflowId: " +
                    $"{ScheduleNames.WorkflowId(existing.State.ScheduleId)}, RunId: {existing.State.RunId}.",
                new WorkflowExecutionAlreadyStartedFailure
                {
                    RunId = existing.State.RunId,
                    StartRequestId = existing.State.CreateRequestId,
                });
        }
    }

    private static ByteString Token(long version)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, version);
        return ByteString.CopyFrom(bytes);
    }

    /// <summary>None, one that is too short, and zero, mean whatever is there.</summary>
    private static bool IsStale(ByteString token, long version) => token.Length >= sizeof(long) &&
        BinaryPrimitives.ReadInt64BigEndian(token.Span) is var seen and not 0 && seen != version;
}
