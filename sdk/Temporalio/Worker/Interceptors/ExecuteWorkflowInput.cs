using System.Reflection;

namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="WorkflowInboundInterceptor.ExecuteWorkflowAsync" />.</summary>
/// <param name="Instance">Workflow instance.</param>
/// <param name="RunMethod">Run method.</param>
/// <param name="Args">Arguments.</param>
public record ExecuteWorkflowInput(object Instance, MethodInfo RunMethod, object?[] Args);
