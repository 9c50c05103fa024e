using System.Text.Json.Nodes;
using DirectedExecution.DevServer.Http;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Http;

/// <summary>Payloads in short and in long form.</summary>
public sealed class PayloadShorthandTests
{
    private static readonly string[] Texts =
    [
        "1", "-0.50", "\"text\"", "true", "[]", "{}", "{\"a\":[1,null,{\"b\":\"\\u0000ü<\"}]}",
        "{\"metadata\":{},\"data\":\"MQ==\"}", "12345678901234567890.1234567890123456789", "null", "no json",
        "{\"metadata\":{\"encoding\":\"anNvbi9wbGFpbg==\"},\"data\":\"MQ==\"}", "{\"_protoMessageType\":\"x\"}",
        "{\"a\":1,\"a\":2}",
    ];

    private static readonly string[] Encodings =
        ["json/plain", "json/protobuf", "binary/null", "binary/plain", "binary/encrypted", string.Empty];

    private static readonly string?[] Further = [null, "messageType", "key"];

    /// <summary>
    /// What is read back says the same. JSON whose text looks like a long payload, or like one of a message, is the
    /// exception that the format itself has: it says something else when it stands as it is, here as officially.
    /// </summary>
    [Fact]
    public void Message_Shortened_IsReadBackAsItWas()
    {
        var all =
            (from encoding in Encodings from text in Texts from more in Further select Make(encoding, text, more))
            .Where(IsUnambiguous)
            .ToArray();
        var random = new Random(20261126);
        for (var round = 0; round < 300; round++)
        {
            var some = Enumerable.Range(0, random.Next(5)).Select(_ => all[random.Next(all.Length)]).ToArray();
            var request = new StartWorkflowExecutionRequest
            {
                Input = new Payloads { Payloads_ = { some } },
                Memo = new Memo { Fields = { some.Select((one, at) => ($"k{at}", one)).ToDictionary() } },
            };

            var back = ThereAndBack(request);

            Assert.Equal(some.Select(Meaning), (back.Input?.Payloads_ ?? []).Select(Meaning));
            Assert.Equal(
                request.Memo.Fields.ToDictionary(one => one.Key, one => Meaning(one.Value)),
                back.Memo.Fields.ToDictionary(one => one.Key, one => Meaning(one.Value)));
        }
    }

    [Fact]
    public void Number_KeepsItsDigits()
    {
        const string number = "12345678901234567890.1234567890123456789";
        var request = new StartWorkflowExecutionRequest
        {
            Input = new Payloads { Payloads_ = { Make("json/plain", number, null) } },
        };

        var node = PayloadShorthand.Shorten(JsonNode.Parse(JsonFormatter.Default.Format(request)), StartWorkflowExecutionRequest.Descriptor);

        Assert.Equal($$"""{"input":[{{number}}]}""", node!.ToJsonString());
    }

    private static StartWorkflowExecutionRequest ThereAndBack(StartWorkflowExecutionRequest request)
    {
        var node = JsonNode.Parse(JsonFormatter.Default.Format(request));
        var shorter = PayloadShorthand.Shorten(node, StartWorkflowExecutionRequest.Descriptor)!.ToJsonString();
        var longer = PayloadShorthand.Expand(JsonNode.Parse(shorter), StartWorkflowExecutionRequest.Descriptor)!;
        return JsonParser.Default.Parse<StartWorkflowExecutionRequest>(longer.ToJsonString());
    }

    private static bool IsUnambiguous(Payload payload) =>
        !payload.Data.ToStringUtf8().Contains("\"metadata\"", StringComparison.Ordinal)
        && !payload.Data.ToStringUtf8().Contains("_protoMessageType", StringComparison.Ordinal);

    private static Payload Make(string encoding, string data, string? more)
    {
        var payload = new Payload { Data = encoding == "binary/null" ? ByteString.Empty : ByteString.CopyFromUtf8(data) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8(encoding);
        if (more is not null)
        {
            payload.Metadata[more] = ByteString.CopyFromUtf8("a.Type");
        }

        return payload;
    }

    // White space and escapes in JSON mean nothing.
    private static string Meaning(Payload payload)
    {
        var data = payload.Data.ToStringUtf8();
        var metadata = string.Join(';', payload.Metadata.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={one.Value.ToStringUtf8()}"));
        try
        {
            return $"{metadata}|{JsonNode.Parse(data, null, HttpJson.Strict)?.ToJsonString()}";
        }
        catch (System.Text.Json.JsonException)
        {
            return $"{metadata}|{data}";
        }
    }
}
