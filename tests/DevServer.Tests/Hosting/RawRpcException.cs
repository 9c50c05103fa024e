using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Hosting;

/// <summary>A call was answered with a status other than OK.</summary>
public sealed class RawRpcException(GrpcStatusCode code, string message, string? details) : Exception($"{code}: {message}")
{
    public GrpcStatusCode Code { get; } = code;

    public string? Details { get; } = details;
}
