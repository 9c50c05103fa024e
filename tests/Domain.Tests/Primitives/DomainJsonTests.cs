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
            var named = family.GetCustomAttributes(
                typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
                .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
                    .Select(one => one.DerivedType)
                    .ToHashSet();
            Assert.Equal(cases, named);
        }
    }

    [Theory]
    [InlineData("\"id\":\"d\"", "\"id\":\"d\",\"more\":1")]
    [InlineData("\"id\":\"d\"", "\"id\":\"d\",\"id\":\"e\"")]
    [InlineData("\"id\":\"d\"", "\"id\":\"\"")]
    [InlineData("\"id\":\"d\"", "\"id\":null")]
    [InlineData("\"leadEpoch\":1,", "")]
    [InlineData("\"leadEpoch\":1", "\"leadEpoch\":\"1\"")]
    [InlineData("\"verb\":\"pause\"", "\"verb\":\"pause\",\"more\":1")]
    [InlineData("\"verb\":\"pause\"", "\"verb\":\"runStep\"")]
    [InlineData("\"verb\":\"pause\"", "\"verb\":\"dance\"")]
    public void Directive_ThatIsNotExactlyOne_IsRefused(string good, string bad)
    {
        const string json =
            """{"id":"d","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01","instruction":{"verb":"pause"}}""";
        Assert.Equal(Sample.Ana, DomainJson.Deserialize<Directive>(json).Issuer);

        var changed = json.Replace(good, bad, StringComparison.Ordinal);

        Assert.NotEqual(json, changed);
        Assert.ThrowsAny<JsonException>(() => DomainJson.Deserialize<Directive>(changed));
    }

    [Fact]
    public void Directive_WithVerbLastAndNoOptionalMember_IsRead()
    {
        const string json = """
            {
              "instruction": { "step": "drain", "verb": "runStep" },
              "issuedAt": "2030-01-01T00:00:00Z", "leadEpoch": 1, "issuer": "ana", "id": "d"
            }
            """;

        Assert.Equal(new Instruction.RunStep(Sample.Drain), DomainJson.Deserialize<Directive>(json).Instruction);
    }
}
