using DirectedExecution.DevServer.Engine;

namespace DevServer.Tests.Engine;

/// <summary>Ids that count up, so that two runs of a scenario are the same byte for byte.</summary>
internal sealed class TestIds : IIdSource
{
    private int last;

    public string NewId() => $"00000000-0000-7000-8000-{++last:x12}";

    public double NextUnit() => 0.5;
}
