using System.Globalization;

namespace Simulation.Tests.Support;

/// <summary>
/// How many kills in all, how many a run at most, and the seed that chooses their victims and instants.
/// </summary>
internal sealed record KillPlan(int Kills, int KillsPerRun, int Seed)
{
    /// <summary>DIRECTED_KILLS (default 10) and DIRECTED_SEED (default: another one each time).</summary>
    public static KillPlan OfEnvironment() => new(
        Number("DIRECTED_KILLS") ?? 10,
        10,
        Number("DIRECTED_SEED") ?? (int)(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % int.MaxValue));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"DIRECTED_KILLS={Kills} DIRECTED_SEED={Seed}");

    private static int? Number(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
