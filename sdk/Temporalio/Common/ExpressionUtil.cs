using System.Linq.Expressions;
using System.Reflection;

namespace Temporalio.Common;

/// <summary>Takes a lambda such as <c>wf =&gt; wf.RunAsync(x)</c> apart: the method that it names and the values it would pass.</summary>
internal static class ExpressionUtil
{
    /// <summary>The method and arguments of a lambda whose body is one call.</summary>
    /// <exception cref="ArgumentException">The body is something else.</exception>
    public static (MethodInfo Method, IReadOnlyCollection<object?> Args) ExtractCall(LambdaExpression expression)
    {
        if (expression.Body is not MethodCallExpression call)
        {
            throw new ArgumentException(
                $"Expression must be a single method call, e.g. x => x.MethodAsync(arg), not: {expression}", nameof(expression));
        }

        CheckTarget(expression, call.Object);
        object?[] args = [.. call.Arguments.Select(argument => Evaluate(expression, argument))];
        return (OnStaticType(expression, call.Method), args);
    }

    /// <summary>The member and arguments of a query lambda: one call, or one property read.</summary>
    /// <exception cref="ArgumentException">The body is something else.</exception>
    public static (MemberInfo Member, IReadOnlyCollection<object?> Args) ExtractMember(LambdaExpression expression)
    {
        if (expression.Body is MemberExpression { Member: PropertyInfo property } access)
        {
            CheckTarget(expression, access.Expression);
            return (property, []);
        }

        return expression.Body is MethodCallExpression
            ? ExtractCall(expression)
            : throw new ArgumentException(
                $"Expression must be a single method call or property access, not: {expression}", nameof(expression));
    }

    private static void CheckTarget(LambdaExpression expression, Expression? target)
    {
        var isFine = expression.Parameters.Count == 0 ? target is null : target == expression.Parameters[0];
        if (isFine)
        {
            return;
        }

        throw new ArgumentException(
            expression.Parameters.Count == 0
                ? $"Expression must have a single lambda parameter to call an instance method on: {expression}"
                : target is null
                    ? $"Expression must not have a lambda parameter when it calls a static method: {expression}"
                    : $"Expression must have a single lambda parameter that it calls directly: {expression}",
            nameof(expression));
    }

    private static object? Evaluate(LambdaExpression owner, Expression argument)
    {
        if (argument is ConstantExpression constant)
        {
            return constant.Value;
        }

        // The parameter is only a placeholder: there is no instance to read from.
        if (owner.Parameters.Count > 0 && ParameterFinder.Uses(argument, owner.Parameters[0]))
        {
            throw new ArgumentException($"Arguments must not use the parameter {owner.Parameters[0].Name}: {owner}", nameof(owner));
        }

        return Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object)))
            .Compile(preferInterpretation: true)();
    }

    // The compiler names the declaring method (a base class's, say); attributes stand on the override of the parameter's type.
    private static MethodInfo OnStaticType(LambdaExpression expression, MethodInfo method)
    {
        if (expression.Parameters.Count == 0)
        {
            return method;
        }

        var type = expression.Parameters[0].Type;
        if (type == method.DeclaringType || type.IsInterface || !method.IsVirtual || method.DeclaringType!.IsInterface)
        {
            return method;
        }

        var definition = method.GetBaseDefinition();
        return type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(candidate => !candidate.IsGenericMethod && candidate.GetBaseDefinition() == definition) ?? method;
    }

    private sealed class ParameterFinder(ParameterExpression parameter) : ExpressionVisitor
    {
        private bool found;

        public static bool Uses(Expression expression, ParameterExpression parameter)
        {
            var finder = new ParameterFinder(parameter);
            finder.Visit(expression);
            return finder.found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            found |= node == parameter;
            return node;
        }
    }
}
