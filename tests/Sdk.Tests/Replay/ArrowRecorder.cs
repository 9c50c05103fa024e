using Temporalio.Replay.Machines;

namespace Sdk.Tests.Replay;

/// <summary>Remembers which arrows were walked.</summary>
internal sealed class ArrowRecorder : IArrowObserver
{
    public HashSet<(string Machine, Arrow Arrow)> Arrows { get; } = [];

    public void Walked(string machine, Arrow arrow) => Arrows.Add((machine, arrow));
}
