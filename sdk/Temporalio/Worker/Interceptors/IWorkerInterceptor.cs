namespace Temporalio.Worker.Interceptors;

/// <summary>
/// Puts interceptors around what a worker runs. The first one listed in the options is outermost. A client interceptor
/// that implements this too is put in front of the worker's own.
/// </summary>
public interface IWorkerInterceptor
{
    /// <summary>Makes the interceptor of one activity attempt.</summary>
    /// <param name="nextInterceptor">Interceptor to go on to.</param>
    /// <returns>The interceptor; by default the next one.</returns>
    ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => nextInterceptor;

    /// <summary>Makes the interceptor of one run of a workflow.</summary>
    /// <param name="nextInterceptor">Interceptor to go on to.</param>
    /// <returns>The interceptor; by default the next one.</returns>
    WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;
}
