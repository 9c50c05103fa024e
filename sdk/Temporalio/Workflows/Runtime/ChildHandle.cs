using Temporalio.Converters;
using Temporalio.Replay;

namespace Temporalio.Workflows.Runtime;

/// <summary>Handle of a started child.</summary>
internal sealed class ChildHandle<TWorkflow, TResult>(
    WorkflowInstance instance,
    string id,
    string firstRunId,
    DataConverter converter,
    Task<ActivationJob.ResolveChild> end) : ChildWorkflowHandle<TWorkflow, TResult>
{
    public override string Id => id;

    public override string FirstExecutionRunId => firstRunId;

    public override async Task<TOther> GetResultAsync<TOther>()
    {
        var job = await end;
        if (job.Failure is { } failure)
        {
            throw converter.FailureConverter.ToException(failure, converter.PayloadConverter);
        }

        return CallPayloads.ResultOf<TOther>(job.Result, converter);
    }

    public override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options = null) =>
        instance.Outbound.SignalChildWorkflowAsync(new(id, signal, args, options, null));
}
