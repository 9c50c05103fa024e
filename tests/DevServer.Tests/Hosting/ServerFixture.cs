using DirectedExecution.DevServer.Hosting;

namespace DevServer.Tests.Hosting;

/// <summary>One in-memory server on a free port, and a client of it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private DirectedExecution.DevServer.Hosting.DevServer? server;

    internal string Address => server!.Address;

    internal RawClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(new DevServerOptions
        {
            Port = 0,
            Namespaces = ["other"],
            SearchAttributes = new Dictionary<string, string> { ["Lead"] = "Keyword" },
        });
        Client = new RawClient(Address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
    }
}
