using Temporalio.Api.Command.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// One command type: checks, then writes. A check that fails throws <see cref="CommandRejectedException"/>.
/// </summary>
internal interface ICommandHandler
{
    void Apply(CommandContext context, Command command);
}
