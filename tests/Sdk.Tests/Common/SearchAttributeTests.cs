using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Common;

namespace Sdk.Tests.Common;

/// <summary>Search attributes and their own text form.</summary>
public sealed class SearchAttributeTests
{
    private static readonly SearchAttributeKey<string> Word = SearchAttributeKey.CreateKeyword("Word");
    private static readonly SearchAttributeKey<long> Whole = SearchAttributeKey.CreateLong("Whole");
    private static readonly SearchAttributeKey<IReadOnlyCollection<string>> Words =
        SearchAttributeKey.CreateKeywordList("Words");

    private static readonly SearchAttributeKey<DateTimeOffset> When = SearchAttributeKey.CreateDateTimeOffset("When");

    [Fact]
    public void ToProto_EachKind_IsJsonWithItsType()
    {
        var set = new SearchAttributeCollection.Builder()
            .Set(Word, "a+b")
            .Set(Whole, 7)
            .Set(Words, ["x", "y"])
            .Set(When, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)))
            .ToSearchAttributeCollection();

        var proto = set.ToProto().IndexedFields;

        Assert.Equal(("\"a+b\"", "Keyword"), Text(proto["Word"]));
        Assert.Equal(("7", "Int"), Text(proto["Whole"]));
        Assert.Equal(("[\"x\",\"y\"]", "KeywordList"), Text(proto["Words"]));
        Assert.Equal(("\"2026-01-02T03:04:05.0000000+02:00\"", "Datetime"), Text(proto["When"]));
        Assert.All(proto.Values, payload => Assert.Equal("json/plain", payload.Metadata["encoding"].ToStringUtf8()));
        var back = SearchAttributeCollection.FromProto(set.ToProto());
        Assert.Equal(set.UntypedValues.Keys, back.UntypedValues.Keys);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 1, 4, 5, TimeSpan.Zero), back.Get(When));
    }

    [Theory]
    [InlineData("[\"a\"]", "Keyword", "a")]
    [InlineData("\"a\"", "INDEXED_VALUE_TYPE_KEYWORD", "a")]
    [InlineData("3", "Int", 3L)]
    [InlineData("[]", "Int", null)]
    [InlineData("null", "Keyword", null)]
    [InlineData("", "Keyword", null)]
    [InlineData("true", "Bool", true)]
    [InlineData("2", "Double", 2.0)]
    public void FromPayload_TolerantForms_AreRead(string json, string type, object? expected) =>
        Assert.Equal(expected, SearchAttributePayloads.FromPayload("x", Payload(json, type))?.Value);

    [Theory]
    [InlineData("[\"a\",\"b\"]", "Keyword")]
    [InlineData("\"a\"", "Int")]
    [InlineData("\"a\"", "NoSuchType")]
    public void FromPayload_Misfit_IsRefusedByName(string json, string type)
    {
        var thrown = Assert.Throws<ArgumentException>(() => SearchAttributePayloads.FromPayload("Name", Payload(json, type)));

        Assert.Contains("Name", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeywordList_SingleWord_IsAListOfOne() => Assert.Equal(
        ["a"], (IReadOnlyCollection<string>)SearchAttributePayloads.FromPayload("x", Payload("\"a\"", "KeywordList"))!.Value.Value);

    [Fact]
    public void Apply_Updates_SetReplaceAndRemove()
    {
        var set = new SearchAttributeCollection.Builder().Set(Word, "a").Set(Whole, 1).ToSearchAttributeCollection();

        var next = set.Apply([Word.ValueSet("b"), Whole.ValueUnset(), Words.ValueSet(["w"])]);

        Assert.Equal("b", next.Get(Word));
        Assert.False(next.ContainsKey(Whole));
        Assert.True(next.ContainsKey("Words"));
        Assert.Equal("a", set.Get(Word));
    }

    [Fact]
    public void Builder_SameNameOtherType_IsRefused() => Assert.Throws<ArgumentException>(
        () => new SearchAttributeCollection.Builder().Set(Word, "a").Set(SearchAttributeKey.CreateText("Word"), "b"));

    [Fact]
    public void Unset_Update_HasNoValue()
    {
        var update = Word.ValueUnset();

        Assert.False(update.HasValue);
        Assert.Throws<InvalidOperationException>(() => update.UntypedValue);
    }

    private static (string Json, string Type) Text(Payload payload) =>
        (payload.Data.ToStringUtf8(), payload.Metadata["type"].ToStringUtf8());

    private static Payload Payload(string json, string type) => new()
    {
        Data = ByteString.CopyFromUtf8(json),
        Metadata =
        {
            ["encoding"] = ByteString.CopyFromUtf8("json/plain"),
            ["type"] = ByteString.CopyFromUtf8(type),
        },
    };
}
