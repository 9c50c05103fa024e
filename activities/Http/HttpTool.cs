using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Http;

/// <summary>
/// One HTTP request, without redirects. As an action it carries the attempt's key as Idempotency-Key. A reply that
/// refuses the request proves that nothing was done; a lost or doubtful one leaves it open.
/// </summary>
/// <remarks>Parameters: method, url, headers, body, credentialHeader, credentialScheme, idempotencyHeader.</remarks>
public sealed class HttpTool : ITool, IDisposable
{
    private static readonly string[] ReadMethods = ["GET", "HEAD", "OPTIONS"];
    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

    private readonly ToolOptions options;
    private readonly ISecretSource secrets;
    private readonly HttpClient client;

    public HttpTool(ToolOptions options, ISecretSource secrets)
    {
        this.options = options;
        this.secrets = secrets;
        client = new HttpClient(GuardedConnect.Handler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Kind => "http";

    public void Dispose() => client.Dispose();

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(
            request, "method", "url", "headers", "body", "credentialHeader", "credentialScheme", "idempotencyHeader");
        var secret = request.Credential is null ? null : secrets.Resolve(request.Credential);
        using var message = Message(parameters, request, secret);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            return HttpVerdict.WithoutReply(fault);
        }

        using (response)
        {
            return await ReportAsync(request, response, secret, cancellationToken);
        }
    }

    private async Task<ToolResult> ReportAsync(
        ToolRequest request,
        HttpResponseMessage response,
        Secret? secret,
        CancellationToken cancellationToken)
    {
        var body = new BoundedOutput(options.OutputLimitBytes, secret);
        var isBroken = false;
        try
        {
            await body.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            isBroken = true;
        }

        var status = (int)response.StatusCode;
        var result = HttpVerdict.OfStatus(status, request.IsRead) with
        {
            Excerpt = BoundedOutput.Cut(body.Text, options.ExcerptLimit),
            IsTruncated = body.IsTruncated,
            Value = new JsonObject { ["status"] = status, ["body"] = Observation.FromText(body.Text) },
        };

        // The status line has come, so an action is judged by it; a read with half a body has read nothing.
        return isBroken && request.IsRead
            ? result with
            {
                Outcome = ToolOutcome.Unknown, Code = ToolCodes.ReplyLost, Sentence = "The reply broke off.",
            }
            : result;
    }

    private HttpRequestMessage Message(ToolParameters parameters, ToolRequest request, Secret? secret)
    {
        var method = parameters.Choice("method", Methods);
        if (request.IsRead && !ReadMethods.Contains(method, StringComparer.Ordinal))
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, $"A read may not use the method {method}.");
        }

        var message = new HttpRequestMessage(new HttpMethod(method), Address(parameters));
        if (parameters.Any("body") is { } body)
        {
            message.Content = body is JsonValue value && value.GetValueKind() == JsonValueKind.String
                ? new StringContent(value.GetValue<string>(), Encoding.UTF8, "text/plain")
                : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in parameters.TextMap("headers"))
        {
            Add(parameters, message, name, value);
        }

        if (!request.IsRead)
        {
            var header = parameters.OptionalText("idempotencyHeader") ?? "Idempotency-Key";
            Add(parameters, message, header, request.IdempotencyKey);
        }

        if (secret is not null)
        {
            var scheme = parameters.OptionalText("credentialScheme") ?? "Bearer";
            Add(
                parameters,
                message,
                parameters.OptionalText("credentialHeader") ?? "Authorization",
                scheme.Length == 0 ? secret.Reveal() : $"{scheme} {secret.Reveal()}");
        }

        return message;
    }

    private static void Add(ToolParameters parameters, HttpRequestMessage message, string name, string value)
    {
        if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            if (message.Content is null || !MediaTypeHeaderValue.TryParse(value, out var type))
            {
                throw parameters.Invalid("headers", "has a Content-Type that does not fit");
            }

            message.Content.Headers.ContentType = type;
        }
        else if (value.AsSpan().ContainsAny('\r', '\n')
            || string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase)
            || !TryAdd(message.Headers, name, value))
        {
            throw parameters.Invalid("headers", $"has a header '{name}' that cannot be sent");
        }
    }

    private static bool TryAdd(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        return headers.TryAddWithoutValidation(name, value);
    }

    private Uri Address(ToolParameters parameters)
    {
        var text = parameters.Text("url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.UserInfo.Length > 0)
        {
            throw parameters.Invalid("url", $"must be an http or https address without user name: '{text}'");
        }

        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || options.AllowsPlainHttpBeyondLoopback
            ? address
            : throw new ToolRefusalException(ToolCodes.NotAllowed, $"'{text}' is plain HTTP and leaves this machine.");
    }
}
