using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>What a command acts on: the run in the middle of a completion.</summary>
internal sealed class CommandContext(
    EngineCore core, Run run, string identity, long completedEventId, UpdateMessages messages)
{
    public EngineCore Core { get; } = core;

    public Run Run { get; } = run;

    public RunState State => Run.State;

    public string Identity { get; } = identity;

    /// <summary>The WFT_COMPLETED event that all events of the commands point back to.</summary>
    public long CompletedEventId { get; } = completedEventId;

    /// <summary>What came with the commands about updates.</summary>
    public UpdateMessages Messages { get; } = messages;

    /// <summary>What the commands mean for other runs; done at the end of the turn if no command is rejected.</summary>
    public List<Action> AfterCommands { get; } = [];

    /// <summary>Events that commands caused at once and that stand behind those of all commands.</summary>
    public List<HistoryEvent> Late { get; } = [];

    /// <summary>The name of the run's namespace.</summary>
    public string NamespaceName => Core.Catalog.FindNamespaceById(State.NamespaceId)?.Name ?? string.Empty;

    /// <summary>Writes the command's event, with the command's user metadata.</summary>
    public HistoryEvent Write(Command command, HistoryEvent written)
    {
        written.UserMetadata = command.UserMetadata;
        return Run.Append(Core.Now, written);
    }

    /// <summary>A close is refused while there is something that the worker has not seen.</summary>
    public void CheckNothingUnseen()
    {
        if (State.Buffer.Count > 0)
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.UnhandledCommand, "There are events that the workflow has not seen.");
        }

        Late.ForEach(late => Run.Append(Core.Now, late));
        Late.Clear();
    }

    public void CheckOwnNamespace(string named)
    {
        if (named.Length > 0 && named != NamespaceName)
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.FeatureDisabled,
                $"Commands to another namespace ({named}) are not supported by the embedded server.");
        }
    }

    public static void CheckRunId(string runId, WorkflowTaskFailedCause cause)
    {
        if (runId.Length > 0 && !Guid.TryParse(runId, out _))
        {
            throw new CommandRejectedException(cause, "RunId on command is not a UUID.");
        }
    }

    /// <summary>What one completion starts towards other workflows is all pending at once until it is done.</summary>
    public void CheckPending(EventType initiated, int limit, WorkflowTaskFailedCause cause)
    {
        if (Run.NewEvents.Count(added => added.EventType == initiated) >= limit)
        {
            throw new CommandRejectedException(cause, $"There are {limit} pending ones of {initiated} already.");
        }
    }

    public static void CheckPriority(Priority? priority, WorkflowTaskFailedCause cause)
    {
        if (StartChecks.Fault(priority) is { } fault)
        {
            throw new CommandRejectedException(cause, fault);
        }
    }

    public static void CheckSize(IMessage? blob, WorkflowTaskFailedCause cause, string name)
    {
        if (blob is not null && blob.CalculateSize() > Limits.BlobBytes)
        {
            throw new CommandRejectedException(cause, $"{name} exceeds size limit.", endsWorkflow: true);
        }
    }

    public static void CheckId(string id, WorkflowTaskFailedCause cause, string name)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new CommandRejectedException(cause, $"{name} is not set on command.");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(id) > Limits.IdBytes)
        {
            throw new CommandRejectedException(cause, $"{name} exceeds length limit.");
        }
    }
}
