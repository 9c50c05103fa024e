using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Temporalio.Extensions.Hosting;

/// <summary>Calls one activity method on an instance from a scope that lives as long as the call.</summary>
internal sealed class ScopedCall(IServiceProvider provider, Type instanceType, MethodInfo method)
{
    private static readonly MethodInfo WithResultMethod =
        typeof(ScopedCall).GetMethod(nameof(WithResultAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<Task, AsyncServiceScope?, Task>? withResult = WithResult(method.ReturnType);

    /// <summary>Calls the method. The scope is disposed after the task that it returns, if it returns one.</summary>
    public object? Invoke(object?[] args)
    {
        if (method.IsStatic)
        {
            return Call(null, args);
        }

        // Only a scope that was made here is ours to dispose.
        AsyncServiceScope? own = null;
        if (ActivityScope.ServiceScope == null && ActivityScope.ScopedInstance == null)
        {
            own = provider.CreateAsyncScope();
            ActivityScope.ServiceScope = own;
        }
        object? result;
        try
        {
            var instance = ActivityScope.ScopedInstance ??=
                ActivityScope.ServiceScope!.ServiceProvider.GetRequiredService(instanceType);
            result = Call(instance, args);
        }
        catch
        {
            own?.Dispose();
            throw;
        }
        if (result is Task task)
        {
            return withResult == null ? WithoutResultAsync(task, own) : withResult(task, own);
        }
        own?.Dispose();
        return result;
    }

    private static Func<Task, AsyncServiceScope?, Task>? WithResult(Type declared) =>
        declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(Task<>)
            ? WithResultMethod.MakeGenericMethod(declared.GetGenericArguments())
                .CreateDelegate<Func<Task, AsyncServiceScope?, Task>>()
            : null;

    private static async Task WithoutResultAsync(Task task, AsyncServiceScope? scope)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(scope).ConfigureAwait(false);
        }
    }

    private static async Task<T> WithResultAsync<T>(Task task, AsyncServiceScope? scope)
    {
        try
        {
            return await ((Task<T>)task).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(scope).ConfigureAwait(false);
        }
    }

    private static ValueTask DisposeAsync(AsyncServiceScope? scope) => scope?.DisposeAsync() ?? default;

    private object? Call(object? instance, object?[] args) =>
        method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, args, culture: null);
}
