using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;

namespace Domain.Tests.Steps;

public sealed class ParameterResolverTests
{
    [Theory]
    [InlineData("""{"a":"{{args.n}}"}""", """{"a":3}""")]
    [InlineData("""{"a":"{{ args.n }}"}""", """{"a":3}""")]
    [InlineData("""["x-{{args.n}}-{{args.text}}"]""", """["x-3-{{args.n}}"]""")]
    [InlineData("""{"a":"{{args.text}}"}""", """{"a":"{{args.n}}"}""")]
    [InlineData("""{"a":{"b":["{{targets.orders.url}}/x"]}}""", """{"a":{"b":["http://orders/x"]}}""")]
    [InlineData("""{"a":"{{targets.orders.port}}"}""", """{"a":8080}""")]
    [InlineData("""{"a":"{{attempt.key}}","b":null,"c":true}""", """{"a":"KEY","b":null,"c":true}""")]
    public void Reference_ThatHasAValue_IsPutInOnce(string template, string expected)
    {
        var resolver = Resolver();

        Assert.Equal(expected, resolver.Resolve(JsonData.Parse(template)).Text);
        Assert.Null(resolver.Refusal);
    }

    [Theory]
    [InlineData("\"{{args.missing}}\"")]
    [InlineData("\"{{args}}\"")]
    [InlineData("\"{{targets.orders.missing}}\"")]
    [InlineData("\"{{targets.other.url}}\"")]
    [InlineData("\"{{env.HOME}}\"")]
    [InlineData("\"{{}}\"")]
    [InlineData("\"{{args.n\"")]
    [InlineData("\"x {{args.list}}\"")]
    public void Reference_WithoutAValue_IsRefused(string template)
    {
        var resolver = Resolver();

        resolver.Resolve(JsonData.Parse(template));

        Assert.Equal(RefusalCode.UnresolvedReference, resolver.Refusal?.Code);
    }

    private static ParameterResolver Resolver() => new(
        Sample.Charter,
        [new TargetId("orders")],
        JsonData.Parse("""{"n":3,"text":"{{args.n}}","list":[1]}"""),
        "KEY");
}
