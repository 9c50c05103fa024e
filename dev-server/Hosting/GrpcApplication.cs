using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// gRPC on bare Kestrel: one HTTP/2 stream is one unary call. No routing, no middleware, no container.
/// </summary>
internal sealed class GrpcApplication(
    RpcTable table, TimeProvider clock, ILogger logger) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (!IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            var reply = await CallAsync(context);
            await GrpcReply.WriteAsync(context, reply);
        }
        catch (RpcError refusal)
        {
            GrpcReply.WriteError(context, refusal);
        }
        catch (GrpcFrameException damaged)
        {
            GrpcReply.WriteError(context, new RpcError(damaged.Code, damaged.Message));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody reads an answer.
        }
        catch (Exception fault)
        {
            // UNKNOWN as the real server answers for its own faults; the text stays in the log.
            HostLog.CallFailed(logger, context.Request.Path, fault);
            GrpcReply.WriteError(
                context, new RpcError(GrpcStatusCode.Unknown, "internal error of the embedded server; see its log"));
        }
    }

    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) &&
        request.ContentType is { } type && type.StartsWith(GrpcHeaders.ContentType, StringComparison.Ordinal);

    private async Task<IMessage> CallAsync(HttpContext context)
    {
        var arrived = clock.GetUtcNow();
        var method = table.Get(context.Request.Path);
        ServerVersion.Check(context.Request.Headers);
        var timeout = GrpcHeaders.ParseTimeout(context.Request.Headers[GrpcHeaders.Timeout]);
        var deadline = timeout is { } span && span < DateTimeOffset.MaxValue - arrived
            ? arrived + span
            : (DateTimeOffset?)null;
        var request = await GrpcRequest.ReadAsync(context.Request, context.RequestAborted);
        try
        {
            return await method.InvokeAsync(request, new RpcCall(arrived, deadline, context.RequestAborted));
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new RpcError(GrpcStatusCode.Internal, $"grpc: error unmarshalling request: {damaged.Message}");
        }
    }
}
