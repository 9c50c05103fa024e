namespace Domain.Tests.Support;

/// <summary>Wanderers through the plain procedure, through one with gates everywhere, and under a risk policy.</summary>
internal static class Wanderers
{
    public static Wanderer Create(int kind) => (kind % 3) switch
    {
        0 => new Wanderer(),
        1 => new Wanderer(GateSample.Charter, GateSample.Everywhere),
        _ => new Wanderer(GateSample.Charter, GateSample.Everywhere, GateSample.Policy),
    };
}
