using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows;

/// <summary>
/// Thrown from a workflow to end this run and go on in a new one; made by <c>Workflow.CreateContinueAsNewException</c>.
/// </summary>
public class ContinueAsNewException : TemporalException
{
    internal ContinueAsNewException(CreateContinueAsNewExceptionInput input)
        : base("Continue as new") => Input = input;

    /// <summary>Gets what the new run is to be.</summary>
    public CreateContinueAsNewExceptionInput Input { get; }
}
