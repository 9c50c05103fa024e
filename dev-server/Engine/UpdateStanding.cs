using Temporalio.Api.Enums.V1;
using Temporalio.Api.Update.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>How far an update has come; the outcome when it is completed or rejected.</summary>
internal sealed record UpdateStanding(UpdateWorkflowExecutionLifecycleStage Stage, Outcome? Outcome)
{
    public static readonly UpdateStanding Admitted = new(UpdateWorkflowExecutionLifecycleStage.Admitted, null);

    public static readonly UpdateStanding Accepted = new(UpdateWorkflowExecutionLifecycleStage.Accepted, null);

    public static UpdateStanding Completed(Outcome outcome) =>
        new(UpdateWorkflowExecutionLifecycleStage.Completed, outcome);
}
