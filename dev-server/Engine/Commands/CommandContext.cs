using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>What a command acts on: the run in the middle of a completion.</summary>
internal sealed class CommandContext(EngineCore core, Run run, string identity, long completedEventId)
{
    public EngineCore Core { get; } = core;

    public Run Run { get; } = run;

    public RunState State => Run.State;

    public string Identity { get; } = identity;

    /// <summary>The WFT_COMPLETED event that all events of the commands point back to.</summary>
    public long CompletedEventId { get; } = completedEventId;

    /// <summary>Something happened at once that the worker must hear of.</summary>
    public bool NeedsWorkflowTask { get; set; }

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
