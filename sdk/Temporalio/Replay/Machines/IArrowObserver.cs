namespace Temporalio.Replay.Machines;

/// <summary>Sees every step of every machine; lets a test say which arrows were never walked.</summary>
internal interface IArrowObserver
{
    void Walked(string machine, Arrow arrow);
}
