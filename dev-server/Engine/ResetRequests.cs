using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

// The older way to say what is told again is still what some clients send.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine;

/// <summary>What a reset is asked to do afterwards, and not to tell again, in the older and the newer way.</summary>
internal static class ResetRequests
{
    /// <exception cref="RpcError">What is to be done to the new run makes no sense or is not there.</exception>
    public static void CheckOperations(IEnumerable<PostResetOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.UpdateWorkflowOptions is not { } wanted)
            {
                throw RpcError.InvalidArgument($"unsupported post reset operation: {operation.VariantCase}");
            }

            WorkflowOptions.Check(wanted.WorkflowExecutionOptions, wanted.UpdateMask);
        }
    }

    public static IReadOnlySet<ResetReapplyExcludeType> Excluded(ResetWorkflowExecutionRequest request)
    {
        var excluded = request.ResetReapplyExcludeTypes.ToHashSet();
        if (request.ResetReapplyType is ResetReapplyType.None)
        {
            excluded.Add(ResetReapplyExcludeType.Signal);
        }

        if (request.ResetReapplyType is ResetReapplyType.None or ResetReapplyType.Signal)
        {
            excluded.Add(ResetReapplyExcludeType.Update);
        }

        return excluded;
    }
}
