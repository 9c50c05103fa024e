namespace Temporalio.Exceptions;

/// <summary>An update call ended by its time limit or by cancellation; the update itself may still go on.</summary>
public class WorkflowUpdateRpcTimeoutOrCanceledException : RpcTimeoutOrCanceledException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateRpcTimeoutOrCanceledException"/> class.</summary>
    /// <param name="inner">Cause.</param>
    public WorkflowUpdateRpcTimeoutOrCanceledException(Exception? inner)
        : base("Timeout or cancellation waiting for update", inner)
    {
    }
}
