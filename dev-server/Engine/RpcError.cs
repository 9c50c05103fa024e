using Google.Protobuf;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// An expected refusal of a call: gRPC code, text, and (where clients look for one) a typed detail of
/// <c>errordetails.v1</c>. What the turn staged before it is still committed (a refused completion may have failed its
/// workflow task).
/// </summary>
internal sealed class RpcError(GrpcStatusCode code, string message, IMessage? detail = null) : Exception(message)
{
    public GrpcStatusCode Code { get; } = code;

    /// <summary>To be packed as the only Any of <c>google.rpc.Status.details</c>; null for none.</summary>
    public IMessage? Detail { get; } = detail;

    public static RpcError InvalidArgument(string message, IMessage? detail = null) =>
        new(GrpcStatusCode.InvalidArgument, message, detail);

    public static RpcError NotFound(string message) => new(GrpcStatusCode.NotFound, message, new NotFoundFailure());

    public static RpcError FailedPrecondition(string message, IMessage? detail = null) =>
        new(GrpcStatusCode.FailedPrecondition, message, detail);

    public static RpcError Unimplemented(string message) => new(GrpcStatusCode.Unimplemented, message);
}
