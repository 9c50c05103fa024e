using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>A command that cannot be carried out: the whole workflow task fails with this cause.</summary>
internal sealed class CommandRejectedException(WorkflowTaskFailedCause cause, string message, bool endsWorkflow = false)
    : Exception(message)
{
    public WorkflowTaskFailedCause Cause { get; } = cause;

    /// <summary>Size violations end the workflow as well: its worker would send the same again for ever.</summary>
    public bool EndsWorkflow { get; } = endsWorkflow;
}
