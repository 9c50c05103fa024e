using System.Net;
using Microsoft.AspNetCore.Http;

namespace DirectedExecution.Cli.Codecs;

/// <summary>
/// Who may have something decrypted. Whoever is turned away learns why, and nothing of what is behind.
/// </summary>
internal sealed class CodecGuard(CodecOptions options, string temporalNamespace)
{
    public const string NamespaceHeader = "X-Namespace";

    /// <returns>Null for who may go on.</returns>
    public CodecAnswer? Judge(HttpRequest request) =>
        Host(request) ?? Origin(request) ?? (HttpMethods.IsOptions(request.Method) ? null : Call(request));

    private CodecAnswer? Call(HttpRequest request)
    {
        if (options.Keys is { } keys && !keys.Accept(request.Headers.Authorization.ToString()))
        {
            return new CodecAnswer(
                StatusCodes.Status401Unauthorized, "The endpoint wants its key: Authorization: Bearer KEY.");
        }

        if (!request.Path.Value!.EndsWith("/decode", StringComparison.Ordinal))
        {
            return new CodecAnswer(StatusCodes.Status404NotFound, "This endpoint decodes (POST /decode) and no more.");
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return new CodecAnswer(StatusCodes.Status405MethodNotAllowed, "Payloads are decoded by POST.");
        }

        // A page of another origin cannot send this type without asking first.
        if (!request.HasJsonContentType())
        {
            return new CodecAnswer(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
        }

        // The official command line leaves it empty where no namespace was named; the keys are bound to theirs anyway.
        var asked = request.Headers[NamespaceHeader].ToString();
        return asked.Length == 0 || asked == temporalNamespace
            ? null
            : new CodecAnswer(
                StatusCodes.Status403Forbidden,
                $"The keys of this endpoint are for another namespace than {NamespaceHeader} names.");
    }

    /// <summary>
    /// A page may make its own name lead to the loopback address; what the browser then says in Host gives it away.
    /// </summary>
    private CodecAnswer? Host(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        var isOwn = !IPAddress.IsLoopback(options.Endpoint.Address)
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return isOwn
            ? null
            : new CodecAnswer(StatusCodes.Status421MisdirectedRequest, "This endpoint has no such name.");
    }

    private CodecAnswer? Origin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            ? null
            : new CodecAnswer(StatusCodes.Status403Forbidden, "Pages of this origin may not ask (--origin).");
    }
}
