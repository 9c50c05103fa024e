using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;

namespace Domain.Tests.Primitives;

public sealed class DomainJsonTests
{
    [Fact]
    public void CharterAndProcedure_ThroughJson_AreTheSame()
    {
        Assert.Equal(Sample.Charter, DomainJson.Deserialize<Charter>(DomainJson.Serialize(Sample.Charter)));
        Assert.Equal(Sample.Procedure, DomainJson.Deserialize<Procedure>(DomainJson.Serialize(Sample.Procedure)));
    }

    [Fact]
    public void Instruction_InJson_IsNamedByItsVerb() =>
        Assert.Equal(
            """{"verb":"runStep","step":"drain","repeat":false}""",
            DomainJson.Serialize<Instruction>(new Instruction.RunStep(Sample.Drain)));

    [Fact]
    public void Families_InJson_NameEveryCase()
    {
        foreach (var family in new[] { typeof(Instruction), typeof(RunFact), typeof(Work) })
        {
            var cases = family.GetNestedTypes().Where(type => type.IsSubclassOf(family)).ToHashSet();
            var named = family.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
                .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(one => one.DerivedType).ToHashSet();
            Assert.Equal(cases, named);
        }
    }

    [Theory]
    [InlineData("""{"id":"d","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"},"more":1}""")]
    [InlineData("""{"id":"d","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause","more":1}}""")]
    [InlineData("""{"id":"d","issuer":"ana","issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"}}""")]
    [InlineData("""{"id":"","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"}}""")]
    [InlineData("""{"id":null,"issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"}}""")]
    [InlineData("""{"id":"d","issuer":"ana","leadEpoch":"1","issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"}}""")]
    [InlineData("""{"id":"d","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"runStep"}}""")]
    [InlineData("""{"id":"d","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"dance"}}""")]
    [InlineData("""{"id":"d","id":"e","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"pause"}}""")]
    public void Directive_ThatIsNotExactlyOne_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => DomainJson.Deserialize<Directive>(json));

    [Fact]
    public void Directive_WithVerbLastAndNoOptionalMember_IsRead() =>
        Assert.Equal(
            new Instruction.RunStep(Sample.Drain),
            DomainJson.Deserialize<Directive>(
                """{"instruction":{"step":"drain","verb":"runStep"},"issuedAt":"2030-01-01T00:00:00Z","leadEpoch":1,"issuer":"ana","id":"d"}""")
                .Instruction);
}
