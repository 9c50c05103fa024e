using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>The server that an example runs on: the embedded one, which the demo's machinery starts, or the real one.</summary>
internal sealed class ExampleServer(ServerProcess? process) : IAsyncDisposable
{
    /// <summary>Null for the embedded one.</summary>
    public string? Address => process?.Address;

    public static async Task<ExampleServer> StartAsync(ServerKind kind)
    {
        if (kind == ServerKind.Embedded)
        {
            return new ExampleServer(null);
        }

        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        return new ExampleServer(await RealServer.StartAsync());
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
