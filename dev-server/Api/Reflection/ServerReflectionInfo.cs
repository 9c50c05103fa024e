using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.Reflection;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Reflection.V1;

namespace DirectedExecution.DevServer.Api.Reflection;

/// <summary>
/// The standard server reflection of gRPC: lists services and describes them, for people with generic clients. The two
/// versions differ in nothing but the service's name.
/// </summary>
internal sealed class ServerReflectionInfo(string service, Lazy<ReflectionIndex> index) : IStreamRpc
{
    public string Path => $"/{service}/{nameof(ServerReflectionInfo)}";

    public async Task RunAsync(GrpcStream stream, RpcCall call)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        while (await stream.ReadAsync() is { } message)
        {
            var request = ServerReflectionRequest.Parser.ParseFrom(message.Span);
            var reply = Answer(request, sent);
            reply.ValidHost = request.Host;
            reply.OriginalRequest = request;
            await stream.WriteAsync(reply);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request, HashSet<string> sent) =>
        request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => List(),
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
                Files(index.Value.FindFile(request.FileByFilename), $"File {request.FileByFilename}", sent),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
                Files(
                    index.Value.FindSymbol(request.FileContainingSymbol),
                    $"Symbol {request.FileContainingSymbol}",
                    sent),
            ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType =>
                Extensions(request.AllExtensionNumbersOfType),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension =>
                NotFound($"Extension {request.FileContainingExtension.ExtensionNumber} of " +
                    $"{request.FileContainingExtension.ContainingType}"),
            _ => Error(GrpcStatusCode.InvalidArgument, "The request asks nothing."),
        };

    private static ServerReflectionResponse NotFound(string what) =>
        Error(GrpcStatusCode.NotFound, $"{what} is not known here.");

    private static ServerReflectionResponse Error(GrpcStatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };

    private ServerReflectionResponse List() => new()
    {
        ListServicesResponse = new ListServiceResponse
        {
            Service = { index.Value.Services.Select(name => new ServiceResponse { Name = name }) },
        },
    };

    /// <summary>Proto 3 messages have no extensions: none of those here has any.</summary>
    private ServerReflectionResponse Extensions(string type) => index.Value.FindMessage(type) is null
        ? NotFound($"Type {type}")
        : new ServerReflectionResponse
        {
            AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type },
        };

    /// <summary>The file and those that it needs, but for what went over this stream already.</summary>
    private static ServerReflectionResponse Files(FileDescriptor? file, string what, HashSet<string> sent)
    {
        if (file is null)
        {
            return NotFound(what);
        }

        var reply = new FileDescriptorResponse();
        var waiting = new Queue<FileDescriptor>([file]);
        while (waiting.TryDequeue(out var next))
        {
            if (sent.Add(next.Name) || next == file)
            {
                reply.FileDescriptorProto.Add(next.SerializedData);
                foreach (var needed in next.Dependencies)
                {
                    waiting.Enqueue(needed);
                }
            }
        }

        return new ServerReflectionResponse { FileDescriptorResponse = reply };
    }
}
