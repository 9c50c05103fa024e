using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;

namespace Temporalio.Replay.Machines;

/// <summary>A command on its way: to be sent, or, on replay, to be found in the history.</summary>
/// <param name="machine">Machine that it belongs to.</param>
/// <param name="command">The command.</param>
/// <param name="mirroredBy">Type of the event that the server writes for it.</param>
/// <param name="message">Protocol message that goes with it.</param>
internal sealed class OutgoingCommand(CommandMachine machine, Command command, EventType mirroredBy, Message? message = null)
{
    public CommandMachine Machine => machine;

    public Command Command => command;

    public EventType MirroredBy => mirroredBy;

    public Message? Message => message;

    /// <summary>
    /// Gets a value indicating whether it was taken back before it was sent: as if it had never been.
    /// </summary>
    public bool IsDropped { get; private set; }

    /// <summary>Gets a value indicating whether it is the list of patches that goes with a patch marker.</summary>
    public bool IsChangeVersion => command.UpsertWorkflowSearchAttributesCommandAttributes?
        .SearchAttributes.IndexedFields.ContainsKey(PatchMarker.ChangeVersion) == true;

    public void Drop() => IsDropped = true;

    public override string ToString() => $"{command.CommandType} ({machine})";
}
