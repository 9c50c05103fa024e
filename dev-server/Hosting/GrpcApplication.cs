using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// gRPC on bare Kestrel: one HTTP/2 stream is one call. No routing, no middleware, no container.
/// </summary>
internal sealed class GrpcApplication(
    RpcTable table, ApiKeyCheck keys, TimeProvider clock, ILogger logger) : IHttpApplication<HttpContext>
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
            await ServeAsync(context);
        }
        catch (RpcError refusal)
        {
            End(context, refusal);
        }
        catch (GrpcFrameException damaged)
        {
            End(context, new RpcError(damaged.Code, damaged.Message));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody reads an answer.
        }
        catch (Exception fault)
        {
            // UNKNOWN as the real server answers for its own faults; the text stays in the log.
            HostLog.CallFailed(logger, context.Request.Path, fault);
            End(context, new RpcError(GrpcStatusCode.Unknown, "internal error of the embedded server; see its log"));
        }
    }

    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) &&
        request.ContentType is { } type && type.StartsWith(GrpcHeaders.ContentType, StringComparison.Ordinal);

    private void End(HttpContext context, RpcError refusal)
    {
        if (table.FindStream(context.Request.Path) is null)
        {
            GrpcReply.WriteError(context, refusal);
        }
        else
        {
            GrpcReply.EndStream(context, refusal);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var arrived = clock.GetUtcNow();
        keys.Check(context.Request.Path, context.Request.Headers.Authorization.ToString());
        var call = RpcCall.Of(arrived, context);
        if (table.FindStream(context.Request.Path) is { } stream)
        {
            await ReadableAsync(() => stream.RunAsync(new GrpcStream(context), call));
            await GrpcReply.EndStreamAsync(context);
            return;
        }

        var method = table.Get(context.Request.Path);
        ServerVersion.Check(context.Request.Headers);
        var request = await GrpcRequest.ReadAsync(context.Request, context.RequestAborted);
        await ReadableAsync(async () => await GrpcReply.WriteAsync(context, await method.InvokeAsync(request, call)));
    }

    private static async Task ReadableAsync(Func<Task> serve)
    {
        try
        {
            await serve();
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new RpcError(GrpcStatusCode.Internal, $"grpc: error unmarshalling request: {damaged.Message}");
        }
    }
}
