using System.Net;
using Temporalio.Exceptions;
using Temporalio.Protocol.Grpc;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Temporalio.Client.Rpc;

/// <summary>Whatever can go wrong under a call, as the one exception that callers see.</summary>
internal static class RpcErrors
{
    private static readonly Dictionary<HttpStatusCode, Code> HttpStatuses = new()
    {
        [HttpStatusCode.BadRequest] = Code.Internal,
        [HttpStatusCode.Unauthorized] = Code.Unauthenticated,
        [HttpStatusCode.Forbidden] = Code.PermissionDenied,
        [HttpStatusCode.NotFound] = Code.Unimplemented,
        [HttpStatusCode.TooManyRequests] = Code.Unavailable,
        [HttpStatusCode.BadGateway] = Code.Unavailable,
        [HttpStatusCode.ServiceUnavailable] = Code.Unavailable,
        [HttpStatusCode.GatewayTimeout] = Code.Unavailable,
    };

    // HTTP/2 error codes (RFC 9113, section 7) that say more than "internal".
    private static readonly Dictionary<long, Code> StreamErrors = new()
    {
        [0x0] = Code.Unavailable, // NO_ERROR: the server goes away in good order
        [0x7] = Code.Unavailable, // REFUSED_STREAM
        [0x8] = Code.Cancelled, // CANCEL
        [0xb] = Code.ResourceExhausted, // ENHANCE_YOUR_CALM
        [0xc] = Code.PermissionDenied, // INADEQUATE_SECURITY
    };

    // PROTOCOL_ERROR, FRAME_SIZE_ERROR, HTTP_1_1_REQUIRED: what another protocol on the port looks like from here.
    private static readonly long[] ForeignSpeech = [0x1, 0x6, 0xd];

    private const string NotTemporal = "does not speak gRPC over HTTP/2, is it a Temporal server?";

    public static Code FromHttpStatus(HttpStatusCode status) => HttpStatuses.GetValueOrDefault(status, Code.Unknown);

    public static Code FromStreamError(long errorCode) => StreamErrors.GetValueOrDefault(errorCode, Code.Internal);

    /// <summary>A gRPC status as the server sent it; numbers that gRPC does not define are Unknown.</summary>
    public static Code FromGrpcStatus(string status) =>
        int.TryParse(status, out var number) && Enum.IsDefined((Code)number) ? (Code)number : Code.Unknown;

    public static RpcException FromFrame(GrpcFrameException fault) => new((Code)fault.Code, fault.Message, null, fault);

    /// <summary>A fault of the transport, in a sentence that names the server.</summary>
    public static RpcException FromTransport(Exception fault, RpcTarget target)
    {
        var protocol = Find<HttpProtocolException>(fault);
        if (protocol is not null)
        {
            var code = FromStreamError(protocol.ErrorCode);
            var sentence = ForeignSpeech.Contains(protocol.ErrorCode)
                ? $"{target} {NotTemporal} {protocol.Message}"
                : $"Connection to {target} broke: {protocol.Message}";
            return new(code, sentence, null, fault);
        }

        var kind = (fault as HttpRequestException)?.HttpRequestError ?? (fault as HttpIOException)?.HttpRequestError;
        var text = kind switch
        {
            HttpRequestError.NameResolutionError => $"Cannot find the host of {target}: {fault.Message}",
            HttpRequestError.ConnectionError => $"Cannot connect to {target}: {fault.Message}",
            HttpRequestError.SecureConnectionError =>
                $"Cannot make a secure connection to {target}: {(fault.InnerException ?? fault).Message}",
            HttpRequestError.ProxyTunnelError => $"The proxy refused the way to {target}: {fault.Message}",
            HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or
                HttpRequestError.VersionNegotiationError =>
                $"{target} {NotTemporal} {fault.Message}",
            _ => $"Connection to {target} broke: {fault.Message}",
        };
        return new(Code.Unavailable, text, null, fault);
    }

    /// <summary>
    /// The same for the first call of a connection: a server that was reached but broke off may well be no Temporal server.
    /// </summary>
    public static RpcException AtConnect(RpcException failure, RpcTarget target) =>
        failure.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.Unknown or
            HttpRequestError.ResponseEnded } fault
            ? new(failure.Code, $"{target} {NotTemporal} {fault.Message}", null, fault)
            : failure;

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found)
            {
                return found;
            }
        }

        return null;
    }
}
