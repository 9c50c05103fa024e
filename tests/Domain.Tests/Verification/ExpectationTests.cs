using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Verification;

public sealed class ExpectationTests
{
    private const string Document =
        """{"queue":{"depth":12,"names":["a","b"]},"state":"up","flag":true,"none":null,"a.b":1,"rows":[{"n":3}]}""";

    [Theory]
    [InlineData("$.queue.depth", "equals", "12", "met")]
    [InlineData("queue.depth", "equals", "12.0", "met")]
    [InlineData("$.queue.depth", "notEquals", "12", "notMet")]
    [InlineData("$.queue.depth", "lessThan", "13", "met")]
    [InlineData("$.queue.depth", "lessThan", "12", "notMet")]
    [InlineData("$.queue.depth", "atMost", "12", "met")]
    [InlineData("$.queue.depth", "greaterThan", "11.5", "met")]
    [InlineData("$.queue.depth", "atLeast", "12", "met")]
    [InlineData("$.queue.depth", "atLeast", "\"12\"", "unreadable")]
    [InlineData("$.state", "lessThan", "3", "unreadable")]
    [InlineData("$.queue.names", "contains", "\"b\"", "met")]
    [InlineData("$.queue.names", "notContains", "\"c\"", "met")]
    [InlineData("$.state", "contains", "\"u\"", "met")]
    [InlineData("$.flag", "contains", "\"u\"", "unreadable")]
    [InlineData("$.flag", "notContains", "\"u\"", "unreadable")]
    [InlineData("$.state", "matches", "\"^u.$\"", "met")]
    [InlineData("$.flag", "matches", "\"true\"", "unreadable")]
    [InlineData("$.state", "matches", "\"(\"", "unreadable")]
    [InlineData("$.state", "oneOf", "[\"up\",\"down\"]", "met")]
    [InlineData("$.state", "oneOf", "[\"down\"]", "notMet")]
    [InlineData("$.none", "equals", "null", "met")]
    [InlineData("$.missing", "equals", "null", "unreadable")]
    [InlineData("$.missing", "notEquals", "1", "unreadable")]
    [InlineData("$.none", "exists", null, "met")]
    [InlineData("$.missing", "exists", null, "notMet")]
    [InlineData("$.missing", "absent", null, "met")]
    [InlineData("['a.b']", "equals", "1", "met")]
    [InlineData("rows[0].n", "equals", "3", "met")]
    [InlineData("rows[1].n", "equals", "3", "unreadable")]
    [InlineData("$", "exists", null, "met")]
    public void Expectation_OnADocument_IsMetNotMetOrUnreadable(string path, string how, string? value, string verdict)
    {
        var expectation = new Expectation(
            path,
            Enum.Parse<ExpectationOperator>(how, ignoreCase: true),
            value is null ? null : JsonData.Parse(value));

        var judgement = ExpectationJudge.Judge(expectation, JsonData.Parse(Document).Element);

        Assert.Equal(verdict, JsonNamingPolicy.CamelCase.ConvertName(judgement.Verdict.ToString()));
    }

    [Theory]
    [InlineData("$..a")]
    [InlineData("$[")]
    [InlineData("$[x]")]
    [InlineData("$[-1]")]
    [InlineData("$.a]")]
    [InlineData("$a")]
    [InlineData("a.")]
    public void Path_ThatCannotBeRead_SaysWhere(string path)
    {
        Assert.Null(JsonPath.Parse(path, out var problem));
        Assert.Contains(path, problem, StringComparison.Ordinal);
    }
}
