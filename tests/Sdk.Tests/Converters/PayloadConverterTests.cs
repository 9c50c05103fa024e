using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace Sdk.Tests.Converters;

/// <summary>Values to payloads and back, by the official conventions.</summary>
public sealed class PayloadConverterTests
{
    private static readonly DefaultPayloadConverter Converter = new();

    public enum Color
    {
        Red,
        Green,
    }

    public static TheoryData<object?, string, string> Written => new()
    {
        { null, "binary/null", string.Empty },
        { new byte[] { 1, 2, 255 }, "binary/plain", "\u0001\u0002\u00FF" },
        { "text", "json/plain", "\"text\"" },
        { 7, "json/plain", "7" },
        { 1.5, "json/plain", "1.5" },
        { true, "json/plain", "true" },
        { Color.Green, "json/plain", "1" },
        { new[] { 1, 2 }, "json/plain", "[1,2]" },
        { new Person("Ann", 3, null), "json/plain", """{"Name":"Ann","Age":3,"Note":null}""" },
        { TimeSpan.FromSeconds(90), "json/plain", "\"00:01:30\"" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "json/plain", "\"2026-01-02T03:04:05Z\"" },
        { Guid.Empty, "json/plain", "\"00000000-0000-0000-0000-000000000000\"" },
        { new Dictionary<string, int> { ["a"] = 1 }, "json/plain", """{"a":1}""" },
        { new WorkflowType { Name = "x" }, "json/protobuf", """{ "name": "x" }""" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Value_Written_HasEncodingAndData(object? value, string encoding, string data)
    {
        var payload = Converter.ToPayload(value);

        Assert.Equal(encoding, payload.Metadata["encoding"].ToStringUtf8());
        Assert.Equal(data, System.Text.Encoding.Latin1.GetString(payload.Data.Span));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Value_WrittenAndRead_IsTheSame(object? value, string encoding, string data)
    {
        _ = (encoding, data);
        Assert.Equal(value, Converter.ToValue(Converter.ToPayload(value), value?.GetType() ?? typeof(string)));
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(DateTime))]
    public void Null_ReadAsValueType_IsRefused(Type type) =>
        Assert.Throws<ArgumentException>(() => Converter.ToValue(Converter.ToPayload(null), type));

    [Fact]
    public void Null_ReadAsNullable_IsNull() => Assert.Null(Converter.ToValue<int?>(Converter.ToPayload(null)));

    [Fact]
    public void Bytes_ReadAsSomethingElse_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Converter.ToValue<string>(Converter.ToPayload(new byte[] { 1 })));

    [Fact]
    public void Proto_MessageTypeIsWrittenAndChecked()
    {
        var payload = Converter.ToPayload(new WorkflowType { Name = "x" });

        Assert.Equal("temporal.api.common.v1.WorkflowType", payload.Metadata["messageType"].ToStringUtf8());
        Assert.Throws<ArgumentException>(() => Converter.ToValue<ActivityType>(payload));
        Assert.Throws<ArgumentException>(() => Converter.ToValue<string>(payload));
        payload.Metadata.Remove("messageType");
        Assert.Equal("x", Converter.ToValue<ActivityType>(payload).Name);
    }

    [Fact]
    public void Proto_BinaryFromAPeer_IsRead()
    {
        var message = new WorkflowType { Name = "x" };
        var payload = Payload("binary/protobuf", message.ToByteString());
        payload.Metadata["messageType"] = ByteString.CopyFromUtf8("temporal.api.common.v1.WorkflowType");

        Assert.Equal(message, Converter.ToValue<WorkflowType>(payload));
    }

    [Fact]
    public void Json_PropertyNames_AreCaseSensitiveUnlessOptionsSayOtherwise()
    {
        var payload = Payload("json/plain", ByteString.CopyFromUtf8("""{"name":"Ann","age":3}"""));

        Assert.Equal(new Person(null!, 0, null), Converter.ToValue<Person>(payload));
        var camel = new DefaultPayloadConverter(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        Assert.Equal(new Person("Ann", 3, null), camel.ToValue<Person>(payload));
        Assert.Equal("""{"name":"B","age":1,"note":null}""", camel.ToPayload(new Person("B", 1, null)).Data.ToStringUtf8());
    }

    [Fact]
    public void Encoding_MissingOrUnknown_IsNamedInTheError()
    {
        Assert.Contains("encoding", Assert.Throws<KeyNotFoundException>(
            () => Converter.ToValue<string>(new Payload())).Message, StringComparison.Ordinal);
        Assert.Contains("binary/encrypted", Assert.Throws<KeyNotFoundException>(() => Converter.ToValue<string>(
            Payload("binary/encrypted", ByteString.Empty))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RawValue_PassesThrough()
    {
        var payload = Payload("whatever", ByteString.CopyFromUtf8("x"));

        Assert.Same(payload, Converter.ToPayload(new RawValue(payload)));
        Assert.Same(payload, Converter.ToValue<RawValue>(payload).Payload);
        Assert.Same(payload, Converter.ToValue<IRawValue>(payload).Payload);
    }

    [Fact]
    public void EncodedRawValue_IsNotConverted()
    {
        var raw = new EncodedRawValue(DataConverter.Default, Converter.ToPayload("x"));

        Assert.Throws<ArgumentException>(() => Converter.ToPayload(raw));
        Assert.Throws<ArgumentException>(() => Converter.ToValue<IEncodedRawValue>(Converter.ToPayload("x")));
    }

    [Fact]
    public void CommonTypes_WhereAsked_ReplaceJsonElement()
    {
        var options = new JsonSerializerOptions { Converters = { JsonCommonTypeConverter.Instance } };
        var converter = new DefaultPayloadConverter(options);

        var read = converter.ToValue<Dictionary<string, object?>>(
            Payload("json/plain", ByteString.CopyFromUtf8("""{"a":1,"b":1.5,"c":["x",null],"d":{"e":true}}""")));

        Assert.Equal(1L, read["a"]);
        Assert.Equal(1.5, read["b"]);
        Assert.Equal(new object?[] { "x", null }, Assert.IsType<List<object?>>(read["c"]));
        Assert.Equal(true, Assert.IsType<Dictionary<string, object?>>(read["d"])["e"]);
        Assert.Equal("""{"x":{"y":[1]}}""", converter.ToPayload(
            new Dictionary<string, object?> { ["x"] = new Dictionary<string, object?> { ["y"] = new[] { 1 } } })
            .Data.ToStringUtf8());
    }

    [Fact]
    public async Task SingleValue_NoneOrMany_IsRefused()
    {
        var one = Converter.ToPayload("x");

        Assert.Equal("x", await DataConverter.Default.ToSingleValueAsync<string>([one]));
        await Assert.ThrowsAsync<ArgumentException>(() => DataConverter.Default.ToSingleValueAsync<string>([]));
        await Assert.ThrowsAsync<ArgumentException>(() => DataConverter.Default.ToSingleValueAsync<string>([one, one]));
    }

    private static Payload Payload(string encoding, ByteString data) => new()
    {
        Data = data,
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8(encoding) },
    };

    public sealed record Person(string Name, int Age, string? Note);
}
