using System.Text;
using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Exceptions;

namespace Conformance.Tests.Namespaces;

/// <summary>
/// The services that every gRPC server may have, health and reflection. Their messages are in no SDK, so they are read
/// as what they look like on the wire.
/// </summary>
public sealed class StandardServiceTests(SharedServers servers) : Behaviour(servers)
{
    private const int Serving = 1;
    private const int FileContainingSymbol = 4;
    private const int ListServices = 7;
    private const int FileDescriptorResponse = 4;
    private const int ErrorResponse = 7;

    private static readonly string[] Services =
    [
        "temporal.api.workflowservice.v1.WorkflowService", "temporal.api.operatorservice.v1.OperatorService",
    ];

    [SkippableTheory, BothServers]
    public async Task Health_OfTheServices_IsServing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        foreach (var name in Services.Prepend(string.Empty))
        {
            var found = await RawCall.CallAsync<Int32Value>(
                c.Connection, "grpc.health.v1.Health/Check", new StringValue { Value = name });
            Assert.Equal(Serving, found.Value);
        }

        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => RawCall.CallAsync<Int32Value>(
            c.Connection, "grpc.health.v1.Health/Check", new StringValue { Value = "no.Such" }));
    }

    [SkippableTheory, BothServers]
    public async Task Reflection_ListsTheServices_AndDescribesThem(ServerKind kind)
    {
        var c = await WithAsync(kind);
        foreach (var version in new[] { "v1", "v1alpha" })
        {
            var listed = Encoding.UTF8.GetString(await AskAsync(c, version, ListServices, string.Empty));
            Assert.All(Services.Append("grpc.health.v1.Health"), name => Assert.Contains(name, listed, StringComparison.Ordinal));

            Assert.Contains(FileDescriptorResponse, Fields(await AskAsync(c, version, FileContainingSymbol, Services[0])));
            Assert.Contains(ErrorResponse, Fields(await AskAsync(c, version, FileContainingSymbol, "no.Such")));
        }
    }

    private static async Task<byte[]> AskAsync(Conversation c, string version, int field, string value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteString(value);
        }

        // Any message carries fields that it does not know.
        var reply = await RawCall.CallAsync<Empty>(
            c.Connection,
            $"grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            Empty.Parser.ParseFrom(stream.ToArray()));
        return reply.ToByteArray();
    }

    private static List<int> Fields(byte[] message)
    {
        var fields = new List<int>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            fields.Add(WireFormat.GetTagFieldNumber(tag));
            input.SkipLastField();
        }

        return fields;
    }
}
