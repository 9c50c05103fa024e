using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Writes replies and refusals as the real server does.</summary>
internal static class GrpcReply
{
    private const string Ok = "0";

    public static async Task WriteAsync(HttpContext context, IMessage reply)
    {
        var gzip = reply.CalculateSize() >= GrpcLimits.GzipFromBytes && AcceptsGzip(context.Request);
        var response = context.Response;
        response.ContentType = GrpcHeaders.ContentType;
        if (gzip)
        {
            response.Headers[GrpcHeaders.Encoding] = "gzip";
        }

        await response.BodyWriter.WriteAsync(GrpcFrame.Write(reply, gzip), context.RequestAborted);
        response.AppendTrailer(GrpcHeaders.Status, Ok);
        await response.CompleteAsync();
    }

    /// <summary>
    /// "Trailers-only": the status stands among the headers, and the one HEADERS frame ends the stream.
    /// </summary>
    public static void WriteError(HttpContext context, RpcError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.Headers.Clear();
        response.ContentType = GrpcHeaders.ContentType;
        response.Headers[GrpcHeaders.Status] =
            ((int)error.Code).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers[GrpcHeaders.Message] = GrpcHeaders.EncodeMessage(error.Message);
        if (error.Detail is { } detail)
        {
            response.Headers[GrpcHeaders.StatusDetails] =
                GrpcHeaders.EncodeBinary(RpcStatus.Encode(error.Code, error.Message, detail));
        }
    }

    /// <summary>Only callers that compress themselves get compressed replies, as from the real server.</summary>
    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers[GrpcHeaders.Encoding] == "gzip" &&
        request.Headers[GrpcHeaders.AcceptEncoding].ToString().Contains("gzip", StringComparison.Ordinal);
}
