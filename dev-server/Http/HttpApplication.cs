using System.Text.Json.Nodes;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// The methods of the gRPC API as JSON over HTTP/1.1, at the paths of the official HTTP API. A browser's page may not
/// call it: what it does decides about workflows, and a page is opened without knowing what it does.
/// </summary>
internal sealed class HttpApplication(
    RpcTable table, ApiKeyCheck keys, TimeProvider clock, ILogger logger) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var format = HttpFormat.Of(context.Request);
        try
        {
            await WriteAsync(context, StatusCodes.Status200OK, await ServeAsync(context, format), format);
        }
        catch (RpcError refusal)
        {
            await RefuseAsync(context, refusal, format);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(context, new RpcError(GrpcStatusCode.ResourceExhausted, bad.Message), format);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody reads an answer.
        }
        catch (Exception fault)
        {
            HostLog.CallFailed(logger, context.Request.Path, fault);
            await RefuseAsync(
                context,
                new RpcError(GrpcStatusCode.Unknown, "internal error of the embedded server; see its log"),
                format);
        }
    }

    private static Task RefuseAsync(HttpContext context, RpcError refusal, HttpFormat format) => WriteAsync(
        context,
        HttpStatus.Of(refusal.Code),
        HttpTranscoder.Refusal(refusal.Code, refusal.Message, refusal.Detail),
        format);

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body, HttpFormat format)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = format.ContentType;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(
            body.ToJsonString(HttpJson.Options(format.IsPretty)), context.RequestAborted);
    }

    private async Task<JsonNode> ServeAsync(HttpContext context, HttpFormat format)
    {
        var arrived = clock.GetUtcNow();
        HttpHosts.Check(context.Request);
        var (path, query) = Target(context);
        var (route, fields) = HttpRoutes.Find(context.Request.Method, path);
        keys.Check(route.RpcPath, context.Request.Headers.Authorization.ToString());
        var method = table.Get(route.RpcPath);
        var call = RpcCall.Of(arrived, context);
        var request = method.RequestType is { } type
            ? HttpTranscoder.Request(
                type, route.HasBody ? await ReadAsync(context) : [], route.HasBody ? [] : query, fields, format.IsShort)
                .ToByteArray()
            : [];
        return HttpTranscoder.Reply(await method.InvokeAsync(request, call), format.IsShort);
    }

    // The target as it was sent: a slash inside of a workflow id is no border.
    private static (string[] Path, List<KeyValuePair<string, string>> Query) Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var query = QueryHelpers.ParseQuery(mark < 0 ? string.Empty : target[mark..]);
        var fields = query.SelectMany(
            one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value ?? string.Empty));
        return ([.. HttpRoute.SegmentsOf(path).Select(Uri.UnescapeDataString)], [.. fields]);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
