using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>How short closed runs may be kept.</summary>
internal static class RetentionRule
{
    /// <exception cref="RpcError">INVALID_ARGUMENT: absent or under one day.</exception>
    public static TimeSpan Check(Duration? asked)
    {
        var least = NamespaceRows.LeastRetention;
        var retention = asked?.ToTimeSpan() ?? TimeSpan.Zero;
        return retention >= least
            ? retention
            : throw RpcError.InvalidArgument(
                $"A valid retention period is not set on request: at least {least.TotalDays} day.");
    }
}
