using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Carried = Temporalio.Api.Command.V1.Command.AttributesOneofCase;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// Which handler a command type has, which attributes it must carry, and what it is blamed for without them.
/// </summary>
internal sealed class CommandTable
{
    private readonly Dictionary<CommandType, Entry> table;

    public CommandTable()
    {
        table = new Dictionary<CommandType, Entry>
        {
            [CommandType.ScheduleActivityTask] = new(
                new ScheduleActivityCommand(),
                Carried.ScheduleActivityTaskCommandAttributes,
                WorkflowTaskFailedCause.BadScheduleActivityAttributes),
            [CommandType.RequestCancelActivityTask] = new(
                new RequestCancelActivityCommand(),
                Carried.RequestCancelActivityTaskCommandAttributes,
                WorkflowTaskFailedCause.BadRequestCancelActivityAttributes),
            [CommandType.StartTimer] = new(
                new StartTimerCommand(),
                Carried.StartTimerCommandAttributes, WorkflowTaskFailedCause.BadStartTimerAttributes),
            [CommandType.CancelTimer] = new(
                new CancelTimerCommand(),
                Carried.CancelTimerCommandAttributes, WorkflowTaskFailedCause.BadCancelTimerAttributes),
            [CommandType.CompleteWorkflowExecution] = new(
                new CompleteWorkflowCommand(),
                Carried.CompleteWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadCompleteWorkflowExecutionAttributes),
            [CommandType.FailWorkflowExecution] = new(
                new FailWorkflowCommand(),
                Carried.FailWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadFailWorkflowExecutionAttributes),
            [CommandType.CancelWorkflowExecution] = new(
                new CancelWorkflowCommand(),
                Carried.CancelWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadCancelWorkflowExecutionAttributes),
            [CommandType.ContinueAsNewWorkflowExecution] = new(
                new ContinueAsNewCommand(),
                Carried.ContinueAsNewWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadContinueAsNewAttributes),
            [CommandType.RecordMarker] = new(
                new RecordMarkerCommand(),
                Carried.RecordMarkerCommandAttributes, WorkflowTaskFailedCause.BadRecordMarkerAttributes),
            [CommandType.StartChildWorkflowExecution] = new(
                new StartChildCommand(),
                Carried.StartChildWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadStartChildExecutionAttributes),
            [CommandType.SignalExternalWorkflowExecution] = new(
                new SignalExternalCommand(),
                Carried.SignalExternalWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadSignalWorkflowExecutionAttributes),
            [CommandType.RequestCancelExternalWorkflowExecution] = new(
                new CancelExternalCommand(),
                Carried.RequestCancelExternalWorkflowExecutionCommandAttributes,
                WorkflowTaskFailedCause.BadRequestCancelExternalWorkflowExecutionAttributes),
            [CommandType.UpsertWorkflowSearchAttributes] = new(
                new UpsertSearchAttributesCommand(),
                Carried.UpsertWorkflowSearchAttributesCommandAttributes,
                WorkflowTaskFailedCause.BadSearchAttributes),
            [CommandType.ModifyWorkflowProperties] = new(
                new ModifyPropertiesCommand(),
                Carried.ModifyWorkflowPropertiesCommandAttributes,
                WorkflowTaskFailedCause.BadModifyWorkflowPropertiesAttributes),
            [CommandType.ProtocolMessage] = new(
                new ProtocolMessageCommand(),
                Carried.ProtocolMessageCommandAttributes,
                WorkflowTaskFailedCause.BadUpdateWorkflowExecutionMessage),
        };
    }

    /// <summary>
    /// A close command is the last one, and types are known; else the whole call is refused without a trace.
    /// </summary>
    public static void CheckShape(IReadOnlyList<Command> commands)
    {
        for (var index = 0; index < commands.Count; index++)
        {
            var type = commands[index].CommandType;
            if (type == CommandType.Unspecified || !Enum.IsDefined(type))
            {
                throw RpcError.InvalidArgument($"Unknown command type: {type}.");
            }

            if (IsClose(type) && index < commands.Count - 1)
            {
                throw RpcError.InvalidArgument($"{type} must be the last command.");
            }
        }
    }

    public void Apply(CommandContext context, Command command)
    {
        if (!table.TryGetValue(command.CommandType, out var entry))
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.FeatureDisabled,
                $"Command {command.CommandType} is not supported by the embedded server.");
        }

        if (command.AttributesCase != entry.Attributes)
        {
            throw new CommandRejectedException(entry.Blame, $"{command.CommandType} has no attributes.");
        }

        entry.Handler.Apply(context, command);
    }

    private static bool IsClose(CommandType type) => type is
        CommandType.CompleteWorkflowExecution or CommandType.FailWorkflowExecution or
        CommandType.CancelWorkflowExecution or CommandType.ContinueAsNewWorkflowExecution;

    private sealed record Entry(
        ICommandHandler Handler, Carried Attributes, WorkflowTaskFailedCause Blame);
}
