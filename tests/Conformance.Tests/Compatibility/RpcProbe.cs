using Conformance.Tests.Dialogue;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace Conformance.Tests.Compatibility;

/// <summary>Asks a server itself which methods it has, and whether it answers them.</summary>
internal static class RpcProbe
{
    public const string Unimplemented = "UNIMPLEMENTED";
    public const string Disabled = "disabled";
    public const string Answers = "yes";

    private const int FileContainingSymbol = 4;
    private const int FileDescriptorResponse = 4;

    // Asked with the namespace alone, these would change it.
    private static readonly string[] AskedWithNothing = ["DeprecateNamespace", "UpdateNamespace"];

    /// <summary>The methods of a service, from the server's reflection.</summary>
    public static async Task<IReadOnlyList<string>> MethodsAsync(ITemporalConnection connection, string service)
    {
        using var question = new MemoryStream();
        using (var output = new CodedOutputStream(question, leaveOpen: true))
        {
            output.WriteTag(FileContainingSymbol, WireFormat.WireType.LengthDelimited);
            output.WriteString(service);
        }

        // Any message carries fields that it does not know.
        var reply = await RawCall.CallAsync<Empty>(
            connection,
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            Empty.Parser.ParseFrom(question.ToArray()));
        return
        [
            .. Files(reply.ToByteArray())
                .SelectMany(file => file.Service.Select(one => (Name: $"{file.Package}.{one.Name}", one.Method)))
                .Where(one => one.Name == service)
                .SelectMany(one => one.Method)
                .Select(method => method.Name)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// A request with a namespace and nothing else is refused by everything that changes something; but what is
    /// switched off says so only when the namespace is known.
    /// </summary>
    public static async Task<string> AskAsync(ITemporalConnection connection, OfficialRpc method)
    {
        var isPlain = method.Service != OfficialRpc.Workflow || AskedWithNothing.Contains(method.Method);
        try
        {
            await RawCall.CallAllAsync<Empty>(
                connection, method.Path, isPlain ? new Empty() : new StringValue { Value = Conversation.Namespace });
            return Answers;
        }
        catch (RpcException refusal)
        {
            return refusal.Code switch
            {
                RpcException.StatusCode.Unimplemented => Unimplemented,
                RpcException.StatusCode.PermissionDenied => Disabled,
                _ => Answers,
            };
        }
    }

    private static IEnumerable<FileDescriptorProto> Files(byte[] reply)
    {
        var input = new CodedInputStream(reply);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != FileDescriptorResponse)
            {
                input.SkipLastField();
                continue;
            }

            var files = new CodedInputStream(input.ReadBytes().ToByteArray());
            while (files.ReadTag() != 0)
            {
                yield return FileDescriptorProto.Parser.ParseFrom(files.ReadBytes());
            }
        }
    }
}
