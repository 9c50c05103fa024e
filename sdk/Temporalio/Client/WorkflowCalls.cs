using System.Linq.Expressions;
using System.Reflection;
using Temporalio.Common;
using Temporalio.Workflows;

namespace Temporalio.Client;

/// <summary>
/// Calls as lambdas (<c>wf =&gt; wf.RunAsync(x)</c>) turned into the names and arguments that go over the wire.
/// </summary>
internal static class WorkflowCalls
{
    /// <summary>The workflow type and the arguments of its run method.</summary>
    /// <exception cref="ArgumentException">The lambda does not call the run method of a named workflow.</exception>
    public static (string Workflow, IReadOnlyCollection<object?> Args) Run<TWorkflow>(
        Expression<Func<TWorkflow, Task>> call) => Run(typeof(TWorkflow), call);

    /// <summary>The workflow type and the arguments of its run method.</summary>
    /// <exception cref="ArgumentException">The lambda does not call the run method of a named workflow.</exception>
    public static (string Workflow, IReadOnlyCollection<object?> Args) Run<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> call) => Run(typeof(TWorkflow), call);

    /// <summary>The signal and its arguments.</summary>
    public static (string Signal, IReadOnlyCollection<object?> Args) Signal(LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        return (Named(WorkflowSignalDefinition.FromMethod(method).Name, method), args);
    }

    /// <summary>The query and its arguments; a property is a query without any.</summary>
    public static (string Query, IReadOnlyCollection<object?> Args) Query(LambdaExpression call)
    {
        var (member, args) = ExpressionUtil.ExtractMember(call);
        var definition = member is PropertyInfo property
            ? WorkflowQueryDefinition.FromProperty(property)
            : WorkflowQueryDefinition.FromMethod((MethodInfo)member);
        return (Named(definition.Name, member), args);
    }

    /// <summary>The update and its arguments.</summary>
    public static (string Update, IReadOnlyCollection<object?> Args) Update(LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        return (Named(WorkflowUpdateDefinition.FromMethod(method).Name, method), args);
    }

    private static (string Workflow, IReadOnlyCollection<object?> Args) Run(Type type, LambdaExpression call)
    {
        var (method, args) = ExpressionUtil.ExtractCall(call);
        var definition = WorkflowDefinition.Create(type);
        return definition.RunMethod.HasSameMetadataDefinitionAs(method)
            ? (Named(definition.Name, method), args)
            : throw new ArgumentException($"{method.Name} is not the run method of workflow {type}", nameof(call));
    }

    private static string Named(string? name, MemberInfo member) => name ?? throw new ArgumentException(
        $"{member.DeclaringType}.{member.Name} is dynamic: it has no name, so it cannot be called by a lambda");
}
