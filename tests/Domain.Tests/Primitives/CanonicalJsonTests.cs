using System.Text.Json;
using DirectedExecution.Domain.Primitives;

namespace Domain.Tests.Primitives;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1E30", "1e+30")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("0.1e1", "1")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("123456789e12", "123456789000000000000")]
    [InlineData("1.5e-7", "1.5e-7")]
    [InlineData("0.0000015", "0.0000015")]
    [InlineData("-12.25e1", "-122.5")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    public void Number_InAnySpelling_HasOneForm(string written, string canonical) =>
        Assert.Equal(canonical, JsonData.Parse(written).Text);

    [Fact]
    public void Object_WithMembersInAnyOrder_IsSortedByCodeUnits() =>
        Assert.Equal(
            """{"":0,"1":1,"A":2,"a":3,"ö":4}""",
            JsonData.Parse("""{ "a": 3, "ö": 4, "1": 1, "A": 2, "": 0 }""").Text);

    [Fact]
    public void Text_WithControlsAndUnicode_IsEscapedAsLittleAsPossible() =>
        Assert.Equal(
            "\"\\u000f\\n€$'\\\"\\\\/\"",
            JsonData.Parse("\"\\u000F\\u000a\\u20ac$'\\u0022\\\\\\/\"").Text);

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e999")]
    [InlineData("{")]
    [InlineData("")]
    public void Value_ThatIsAmbiguousOrBroken_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonData.Parse(json));

    [Fact]
    public void Digests_OfEqualValues_AreEqualAndOfOthersAreNot()
    {
        Assert.Equal(JsonData.Parse("""{"b":1.0,"a":[]}""").Digest(), JsonData.Parse("""{"a":[],"b":1}""").Digest());
        Assert.NotEqual(JsonData.Parse("9007199254740993").Digest(), JsonData.Parse("9007199254740992").Digest());
        Assert.Equal(
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Digest.OfText(string.Empty)
                .Value);
    }

    [Fact]
    public void Text_FromOutside_IsCutBetweenCharactersAndAlwaysWritable()
    {
        var cut = Excerpts.Cut("ab\ud83d\ude00cd", 4);

        Assert.Equal("ab\ufffd…", cut);
        Assert.Equal("ab\ud83d\ude00", Excerpts.Cut("ab\ud83d\ude00", 4));
        Assert.Equal("\ufffdx", DomainJson.Deserialize<string>(DomainJson.Serialize(Excerpts.Cut("\udc00x", 9))));
    }
}
