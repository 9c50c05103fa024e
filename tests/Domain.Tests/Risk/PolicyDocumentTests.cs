using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using Domain.Tests.Support;

namespace Domain.Tests.Risk;

/// <summary>A policy as somebody wrote it: read whole, or every problem with its place and its fix.</summary>
public sealed class PolicyDocumentTests
{
    private const string Good = """
        {
          "id": "site-risk",
          "version": "3",
          "protectedEnvironments": [ "production" ],
          "costLimit": { "amount": 500, "currency": "EUR" },
          "rules": [ { "factor": "production", "tier": "review" } ],
          "gates": [
            { "tier": "acknowledge", "approvers": [ "ben" ], "ladder": { "within": "1h", "end": "approve" } },
            { "tier": "review", "approvers": [ "ben" ], "ladder": { "within": "2h", "calendar": "office" } },
            { "tier": "approve", "approvers": [], "quorum": { "oneOfEach": [ "ops", "security" ] } }
          ],
          "calendars": [
            {
              "id": "office", "zone": "Europe/Berlin", "holidays": [ "2030-12-25" ],
              "hours": [ { "days": [ "monday", "tuesday" ], "from": "09:00", "to": "17:00" } ]
            }
          ]
        }
        """;

    [Fact]
    public void Policy_ThatIsRight_IsReadWhole()
    {
        var policy = Read(Good).Value!;

        Assert.Equal(new Quorum(2, ["ops", "security"]), policy.FindGate(RiskTier.Approve)!.Quorum);
        Assert.Null(policy.FindGate(RiskTier.Notify));
        Assert.Equal(150, policy.FindGate(RiskTier.Review)!.Ladder!.EndPercent);
        Assert.Equal(new Money(500, "EUR"), policy.CostLimit);
        Assert.Equal(
            [new(DayOfWeek.Monday, new(9, 0), new(17, 0)), new WorkingHours(DayOfWeek.Tuesday, new(9, 0), new(17, 0))],
            policy.Calendars[0].Hours);
        Assert.Equal(policy, DomainJson.Deserialize<RiskPolicy>(DomainJson.Serialize(policy)));
        Assert.Empty(PolicyLint.Check(policy, GateSample.Charter, GateSample.Everywhere));
    }

    [Theory]
    [InlineData("\"factor\": \"production\"", "\"factor\": \"prodution\"", 6, "rules[0].factor", "production")]
    [InlineData("\"tier\": \"review\" }", "\"tier\": \"revue\" }", 6, "rules[0].tier", "review")]
    [InlineData("Europe/Berlin", "Europe/Nowhere", 14, "calendars[0].zone", "no time zone")]
    [InlineData("\"calendar\": \"office\"", "\"calendar\": \"night\"", 9, "gates[1].ladder.calendar", "no calendar night")]
    [InlineData("\"from\": \"09:00\"", "\"from\": \"18:00\"", 15, "calendars[0].hours", "end before they begin")]
    [InlineData("\"from\": \"09:00\"", "\"from\": \"9\"", 15, "calendars[0].hours[0].from", "no time of day")]
    [InlineData("\"monday\"", "\"moonday\"", 15, "calendars[0].hours[0].days[0]", "no day")]
    [InlineData("2030-12-25", "25.12.2030", 14, "calendars[0].holidays[0]", "no date")]
    [InlineData("\"amount\": 500", "\"amount\": -1", 5, "costLimit.amount", "less than nothing")]
    [InlineData("\"within\": \"1h\", \"end\"", "\"within\": \"1h\", \"remindAtPercent\": 120, \"end\"", 8,
        "gates[0].ladder", "not in order")]
    [InlineData("\"within\": \"2h\", ", "\"within\": \"2h\", \"end\": \"approve\", ", 9, "gates[1].ladder.end", "silence")]
    [InlineData("\"oneOfEach\": [ \"ops\", \"security\" ]", "\"count\": 1, \"oneOfEach\": [ \"ops\", \"security\" ]", 10,
        "gates[2].quorum.count", "less than the groups")]
    [InlineData("{ \"tier\": \"acknowledge\"", "{ \"tier\": \"review\"", 7, "gates", "Acknowledge")]
    public void Policy_WithAFault_NamesItsPlace(string text, string instead, int line, string field, string words)
    {
        Assert.Contains(text, Good, StringComparison.Ordinal);
        var problems = Read(Good.Replace(text, instead, StringComparison.Ordinal)).Problems;

        Assert.Contains(problems, problem => problem.Line == line
            && problem.Column > 1
            && problem.Field == field
            && $"{problem.Sentence} {problem.Fix}".Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Policy_WithPeopleThatTheCharterDoesNotKnow_DoesNotFit()
    {
        var policy = Read(Good).Value!;

        var problems = PolicyReader.Check(
            Node(Good), "policy.json", policy, new RunDocuments(Sample.Charter, GateSample.Everywhere));

        Assert.Contains(problems, problem => problem.Field == "gates[2].quorum.oneOfEach[0]" && problem.Line == 10);
    }

    private static DocumentResult<RiskPolicy> Read(string text) => PolicyReader.Read(
        Node(text),
        "policy.json",
        zone => zone == "Europe/Berlin" ? [new ZoneOffset(Sample.Start, TimeSpan.FromHours(1))] : null);

    private static DocumentNode Node(string text) => JsonDocumentReader.Read(text, "policy.json").Value!;
}
