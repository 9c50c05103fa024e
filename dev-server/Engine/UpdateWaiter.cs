using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>A call that waits until an update has come to a stage.</summary>
/// <param name="Ticket">The call.</param>
/// <param name="Wanted">The stage; unspecified does not wait.</param>
/// <param name="Answer">Gives the call its reply.</param>
/// <param name="Refuse">Gives the call a refusal.</param>
/// <param name="OnRunClosed">
/// What to do instead of a refusal when the run closes before the update was accepted; null for nothing else.
/// </param>
internal sealed record UpdateWaiter(
    ITicket Ticket,
    UpdateWorkflowExecutionLifecycleStage Wanted,
    Action<UpdateStanding> Answer,
    Action<RpcError> Refuse,
    Action? OnRunClosed = null);
