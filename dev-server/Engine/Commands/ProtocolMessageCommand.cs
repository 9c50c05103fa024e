using Temporalio.Api.Command.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>The place among the commands at which a message about an update is to be processed.</summary>
internal sealed class ProtocolMessageCommand : ICommandHandler
{
    public void Apply(CommandContext context, Command command) =>
        context.Messages.Apply(command.ProtocolMessageCommandAttributes.MessageId);
}
