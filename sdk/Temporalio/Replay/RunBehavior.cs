namespace Temporalio.Replay;

/// <summary>What of a run's behaviour its first task decides, for good.</summary>
/// <param name="IsModernLoop">
/// Whether all jobs of a task are applied before any code runs, and one condition is woken at a time.
/// </param>
/// <param name="UsesOfficialRandom">Whether the generator is the official SDK's, not this one's former.</param>
internal sealed record RunBehavior(bool IsModernLoop, bool UsesOfficialRandom);
