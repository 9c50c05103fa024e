using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Verification;

public sealed class AgreementTests
{
    public static TheoryData<AgreementKind, int?, double?, string, int?> Cases => new()
    {
        // rule, count, tolerance, what the sources say (x: unreadable), how many are believed (null: no agreement)
        { AgreementKind.All, null, null, "7 7 7", 3 },
        { AgreementKind.All, null, null, "7 7 8", null },
        { AgreementKind.All, null, null, "7 7 x", 3 },
        { AgreementKind.All, null, 1, "7 8 7", 3 },
        { AgreementKind.All, null, 1, "7 8 9", null },
        { AgreementKind.Majority, null, null, "7 7 8", 2 },
        { AgreementKind.Majority, null, null, "7 8 9", null },
        { AgreementKind.Majority, null, null, "7 7 x", 2 },
        { AgreementKind.Majority, null, null, "7 x x", 3 },
        { AgreementKind.Majority, null, null, "7 7 8 8", null },
        { AgreementKind.Majority, null, 0.5, "7 7.4 7.9", 2 },
        { AgreementKind.Majority, null, 0.5, "7 7.6 8.2", null },
        { AgreementKind.AtLeast, 2, null, "7 7 8 9", 2 },
        { AgreementKind.AtLeast, 2, null, "7 7 8 8", null },
        { AgreementKind.AtLeast, 3, null, "7 7 7 8", 3 },
        { AgreementKind.AtLeast, 2, 1, "7 8 20 x", 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_OverWhatTheSourcesSay_BelievesOrContradicts(
        AgreementKind kind, int? count, double? tolerance, string said, int? believed)
    {
        ValueList<AgreementRule> rules = [new AgreementRule("depth", kind, count, (decimal?)tolerance)];
        var observations = said.Split(' ').Select(Observe).ToValueList();

        var settled = Agreement.Settled(observations, rules, []);
        var disagreements = Agreement.Disagreements(settled, rules).ToList();

        Assert.Equal(believed is null, disagreements.Count > 0);
        Assert.Equal(believed ?? observations.Count, settled.Count);
    }

    [Fact]
    public void Rule_WhereAHumanChoseTheSource_IsNotAskedAnyMore()
    {
        var observations = "7 7 8".Split(' ').Select(Observe).ToValueList();
        ValueList<DirectedExecution.Domain.Steps.AcceptedSource> accepted = [new("depth", "s8-2")];
        var chosen = Agreement.Believed(observations, accepted);

        Assert.Equal("8", Assert.Single(
            Agreement.Settled(chosen, [new("depth", AgreementKind.Majority)], accepted)).Value!.Text);
    }

    [Fact]
    public void Rule_OverAnything_NeverBelievesTwoSidesThatDiffer() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 12)).Where(numbers => numbers.Length is > 1 and < 8).ToArbitrary(), numbers =>
        {
            var observations = numbers.Select((number, index) =>
                Observe(number == 0 ? "x" : $"{number}", index)).ToValueList();
            foreach (var tolerance in new decimal?[] { null, 2 })
            {
                foreach (var needed in Enumerable.Range(1, numbers.Length))
                {
                    ValueList<AgreementRule> rules = [new("depth", AgreementKind.AtLeast, needed, tolerance)];
                    var settled = Agreement.Settled(observations, rules, []);
                    if (!settled.Equals(observations))
                    {
                        var values = settled.Select(one => one.Value!.Element.GetDecimal()).ToList();
                        Assert.True(values.Count >= needed);
                        Assert.True(values.Max() - values.Min() <= (tolerance ?? 0));
                    }
                }
            }
        }));

    private static Observation Observe(string value, int index) => new(
        new ReadId($"r{index}"), "depth", $"s{value}-{index}", DateTimeOffset.UnixEpoch,
        value == "x" ? ObservationVerdict.Unreadable : ObservationVerdict.Met, value, ReadBinding.Value, Settles: false,
        value == "x" ? null : JsonData.Parse(value));
}
