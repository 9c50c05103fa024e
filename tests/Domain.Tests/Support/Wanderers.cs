namespace Domain.Tests.Support;

/// <summary>
/// Wanderers through the plain procedure, through one with gates everywhere, under a risk policy, and in a rehearsal.
/// </summary>
internal static class Wanderers
{
    public static Wanderer Create(int kind) => (kind % 4) switch
    {
        0 => new Wanderer(),
        1 => new Wanderer(GateSample.Charter, GateSample.Everywhere),
        2 => new Wanderer(GateSample.Charter, GateSample.Everywhere, GateSample.Policy),
        _ => new Wanderer(
            RehearsedRun.Charter, GateSample.Everywhere, rehearsal: RehearsedRun.Smooth(GateSample.Everywhere)),
    };
}
