using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Visibility;

public sealed class SearchAttributeRulesTests
{
    [Theory]
    [InlineData("Lead", "\"mara\"", "Keyword")]
    [InlineData("Lead", "[\"mara\"]", "Keyword")]
    [InlineData("TemporalChangeVersion", "[\"patch-1\"]", "KeywordList")]
    [InlineData("BuildIds", "[\"unversioned\"]", "KeywordList")]
    public void Check_KnownName_StoresTheType(string name, string json, string type)
    {
        var stored = Check(name, json).IndexedFields[name];

        Assert.Equal(type, stored.Metadata["type"].ToStringUtf8());
        Assert.Equal(json, stored.Data.ToStringUtf8());
    }

    [Theory]
    [InlineData("Nobody", "\"x\"")]
    [InlineData("WorkflowId", "\"x\"")]
    [InlineData("ExecutionStatus", "\"Running\"")]
    [InlineData("TemporalOwn", "\"x\"")]
    [InlineData("TemporalWorkerDeployment", "\"x\"")]
    [InlineData("Lead", "5")]
    [InlineData("Lead", "[\"a\",\"b\"]")]
    [InlineData("Lead", "not json")]
    [InlineData("Steps", "\"5\"")]
    [InlineData("Steps", "5.5")]
    public void Check_UnknownNameOrWrongType_IsRefused(string name, string json)
    {
        var refusal = Assert.Throws<RpcError>(() => Check(name, json));

        Assert.Equal(GrpcStatusCode.InvalidArgument, refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NullValue_IsPassedOn() => Assert.True(SearchAttributeValue.IsNull(Check("Lead", "null").IndexedFields["Lead"]));

    [Fact]
    public void Check_ValueOverTwoKibibytes_IsRefused() =>
        Assert.Throws<RpcError>(() => Check("Lead", $"\"{new string('x', 2048)}\""));

    private static SearchAttributes Check(string name, string json) => SearchAttributeRules.Check(
        "here",
        new SearchAttributes
        {
            IndexedFields =
            {
                [name] = new Payload
                {
                    Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
                    Data = ByteString.CopyFromUtf8(json),
                },
            },
        },
        known => known switch { "Lead" => IndexedValueType.Keyword, "Steps" => IndexedValueType.Int, _ => null });
}
