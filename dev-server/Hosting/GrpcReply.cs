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

    /// <summary>Headers go out with the first message, or with the end of a stream that has none.</summary>
    public static void BeginStream(HttpContext context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = GrpcHeaders.ContentType;
        }
    }

    /// <summary>The end of a stream that went well.</summary>
    public static async Task EndStreamAsync(HttpContext context)
    {
        BeginStream(context);
        context.Response.AppendTrailer(GrpcHeaders.Status, Ok);
        await context.Response.CompleteAsync();
    }

    /// <summary>
    /// The status of a stream that has begun goes into the trailers.
    /// </summary>
    public static void EndStream(HttpContext context, RpcError error)
    {
        if (!context.Response.HasStarted)
        {
            WriteError(context, error);
            return;
        }

        context.Response.AppendTrailer(GrpcHeaders.Status, Number(error.Code));
        context.Response.AppendTrailer(GrpcHeaders.Message, GrpcHeaders.EncodeMessage(error.Message));
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
        response.Headers[GrpcHeaders.Status] = Number(error.Code);
        response.Headers[GrpcHeaders.Message] = GrpcHeaders.EncodeMessage(error.Message);
        if (error.Detail is { } detail)
        {
            response.Headers[GrpcHeaders.StatusDetails] =
                GrpcHeaders.EncodeBinary(RpcStatus.Encode(error.Code, error.Message, detail));
        }
    }

    private static string Number(GrpcStatusCode code) =>
        ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Only callers that compress themselves get compressed replies, as from the real server.</summary>
    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers[GrpcHeaders.Encoding] == "gzip" &&
        request.Headers[GrpcHeaders.AcceptEncoding].ToString().Contains("gzip", StringComparison.Ordinal);
}
