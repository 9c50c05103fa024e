using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Http;

/// <summary>HTTP's status for gRPC's, as gateways translate it.</summary>
internal static class HttpStatus
{
    public static int Of(GrpcStatusCode code) => code switch
    {
        GrpcStatusCode.OK => StatusCodes.Status200OK,
        GrpcStatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        GrpcStatusCode.InvalidArgument or GrpcStatusCode.FailedPrecondition or GrpcStatusCode.OutOfRange =>
            StatusCodes.Status400BadRequest,
        GrpcStatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        GrpcStatusCode.NotFound => StatusCodes.Status404NotFound,
        GrpcStatusCode.AlreadyExists or GrpcStatusCode.Aborted => StatusCodes.Status409Conflict,
        GrpcStatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        GrpcStatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        GrpcStatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        GrpcStatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        GrpcStatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
