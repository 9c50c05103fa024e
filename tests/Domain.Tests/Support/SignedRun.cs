using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Takeover;

namespace Domain.Tests.Support;

/// <summary>A run whose charter asks for signed directives, and a key for each of its people.</summary>
internal static class SignedRun
{
    private static readonly Dictionary<PersonId, TestKey> Keys =
        new[] { Sample.Ana, Sample.Ben, Sample.Carla, Sample.Dora }.ToDictionary(one => one, one => new TestKey(one.Value));

    public static Charter Charter { get; } = Sample.Charter with { Identity = IdentityMode.Signed };

    public static AllowedSigners Signers { get; } =
        AllowedSigners.Of(string.Concat(Keys.Select(one => $"{one.Key} {one.Value.Line}\n")));

    public static TestKey KeyOf(PersonId person) => Keys[person];

    /// <summary>Opened, and everybody signs what they direct.</summary>
    public static RunFixture Opened(
        AllowedSigners? signers = null,
        RunId? run = null,
        TakeoverPacket? packet = null,
        Procedure? procedure = null)
    {
        var fixture = new RunFixture(
            run, packet, Charter, procedure, packet is null ? signers ?? Signers : null);
        fixture.Seal = directive => Keys[directive.Issuer].SignFor(fixture.State, directive);
        return fixture;
    }
}
