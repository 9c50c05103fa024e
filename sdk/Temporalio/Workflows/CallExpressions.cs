using System.Linq.Expressions;
using Temporalio.Activities;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>Turns calls written as expressions into a name and arguments.</summary>
internal static class CallExpressions
{
    public static (string Name, IReadOnlyCollection<object?> Args) Activity(LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        return (ActivityDefinition.NameFromMethod(method) ?? throw Dynamic("activity", method.Name), args);
    }

    public static (string Name, IReadOnlyCollection<object?> Args) Run<TWorkflow>(LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        var definition = WorkflowDefinition.Create<TWorkflow>();
        return definition.RunMethod == method
            ? (definition.Name ?? throw Dynamic("workflow", method.Name), args)
            : throw new ArgumentException($"{method} is not the WorkflowRun method of {typeof(TWorkflow)}", nameof(call));
    }

    public static (string Name, IReadOnlyCollection<object?> Args) Signal(LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        return (WorkflowSignalDefinition.FromMethod(method).Name ?? throw Dynamic("signal", method.Name), args);
    }

    private static ArgumentException Dynamic(string what, string method) =>
        new($"{method} is a dynamic {what}: call it by name");
}
