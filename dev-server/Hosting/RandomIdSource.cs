using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Real chance: time-ordered UUIDs.</summary>
internal sealed class RandomIdSource : IIdSource
{
    public string NewId() => Guid.CreateVersion7().ToString();

    public double NextUnit() => Random.Shared.NextDouble();
}
