using DirectedExecution.DevServer.Api.Health;
using DirectedExecution.DevServer.Api.Maintenance;
using DirectedExecution.DevServer.Api.Reflection;
using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.DevServer.Api;

/// <summary>Every method with a stream that this server answers.</summary>
internal static class ApiStreams
{
    public static IEnumerable<IStreamRpc> All(ApiContext context)
    {
        // Made with the first question: building the descriptors costs more than the rest of the start.
        var index = new Lazy<ReflectionIndex>(() => new ReflectionIndex(context.State.Skipping.IsSupported));
        return
        [
            new Backup(context),
            new Watch(context),
            new ServerReflectionInfo(ServiceNames.Reflection, index),
            new ServerReflectionInfo(ServiceNames.ReflectionAlpha, index),
        ];
    }
}
