namespace Conformance.Tests.Servers;

[CollectionDefinition(Name)]
public sealed class ServersCollection : ICollectionFixture<SharedServers>
{
    public const string Name = "servers";
}
