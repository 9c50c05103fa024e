using Conformance.Tests.Servers;

namespace Conformance.Tests.Dialogue;

/// <summary>Base of all behaviours: a conversation with a server about a workflow id and a task queue of its own.</summary>
public abstract class Behaviour(SharedServers servers) : IClassFixture<SharedServers>
{
    internal Task<HttpClient> HttpAsync(ServerKind kind) => servers.HttpAsync(kind);

    internal async Task<Conversation> WithAsync(ServerKind kind) => new(await servers.ConnectAsync(kind));
}
