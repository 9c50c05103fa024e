using System.Reflection;
using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>The end of the inbound chain: calls the user's methods.</summary>
internal sealed class InboundRoot(WorkflowInstance instance) : WorkflowInboundInterceptor
{
    public override void Init(WorkflowOutboundInterceptor outbound) => instance.SetOutbound(outbound);

    public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input) =>
        await ResultAsync(input.RunMethod, input.Instance, input.Args);

    public override Task HandleSignalAsync(HandleSignalInput input) =>
        (Task)Call(input.Definition.Method, input.Definition.Delegate, input.Args)!;

    public override object? HandleQuery(HandleQueryInput input) =>
        Call(input.Definition.Method, input.Definition.Delegate, input.Args);

    public override void ValidateUpdate(HandleUpdateInput input)
    {
        if (input.Definition.ValidatorMethod is not null || input.Definition.ValidatorDelegate is not null)
        {
            Call(input.Definition.ValidatorMethod, input.Definition.ValidatorDelegate, input.Args);
        }
    }

    public override async Task<object?> HandleUpdateAsync(HandleUpdateInput input)
    {
        var task = (Task)Call(input.Definition.Method, input.Definition.Delegate, input.Args)!;
        await task;
        return ActivityRules.ResultOf(task, input.Definition.Target.ReturnType);
    }

    private static async Task<object?> ResultAsync(MethodInfo method, object target, object?[] args)
    {
        var task = (Task)method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, args, null)!;
        await task;
        return ActivityRules.ResultOf(task, method.ReturnType);
    }

    private object? Call(MethodInfo? method, Delegate? del, object?[] args) => method is not null
        ? method.Invoke(instance.Instance, BindingFlags.DoNotWrapExceptions, null, args, null)
        : del!.Method.Invoke(del.Target, BindingFlags.DoNotWrapExceptions, null, args, null);
}
