namespace Workflows.Tests.Support;

/// <summary>One embedded server and one worker for all runs of which the history is kept.</summary>
[CollectionDefinition(Name)]
public sealed class LabWorld : ICollectionFixture<LabWorld>, IAsyncLifetime
{
    public const string Name = "lab";

    private TestWorld? world;

    internal TestWorld World => world!;

    public async Task InitializeAsync() => world = await TestWorld.StartAsync(ServerKind.Embedded);

    public async Task DisposeAsync()
    {
        if (world is not null)
        {
            await world.DisposeAsync();
        }
    }
}
