using Microsoft.Extensions.DependencyInjection;

namespace Temporalio.Extensions.Hosting;

/// <summary>The container scope of the activity call that runs.</summary>
public static class ActivityScope
{
    private static readonly AsyncLocal<IServiceScope?> Scope = new();
    private static readonly AsyncLocal<object?> Instance = new();

    /// <summary>
    /// Gets or sets the scope. Set it in an interceptor to bring a scope of your own; then it is not disposed here. Null
    /// outside of activities of the container.
    /// </summary>
    public static IServiceScope? ServiceScope
    {
        get => Scope.Value;
        set => Scope.Value = value;
    }

    /// <summary>
    /// Gets or sets the instance that the activity is called on. Set it in an interceptor to bring an instance of your
    /// own.
    /// </summary>
    public static object? ScopedInstance
    {
        get => Instance.Value;
        set => Instance.Value = value;
    }
}
