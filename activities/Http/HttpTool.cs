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
        var address = HttpParts.Address(options, parameters, "url", parameters.Text("url"));
        var secret = CredentialDesk.SecretFor(secrets, options, request, address);
        using var message = Message(parameters, request, address, secret);
        return await new HttpExchange(client, options).SendAsync(
            message,
            request.IsRead,
            secret,
            (response, body) => new JsonObject { ["status"] = (int)response.StatusCode, ["body"] = body },
            cancellationToken);
    }

    private static HttpRequestMessage Message(
        ToolParameters parameters, ToolRequest request, Uri address, Secret? secret)
    {
        var method = parameters.Choice("method", Methods);
        if (request.IsRead && !ReadMethods.Contains(method, StringComparer.Ordinal))
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, $"A read may not use the method {method}.");
        }

        var message = new HttpRequestMessage(new HttpMethod(method), address);
        message.Content = parameters.Any("body") is { } body ? HttpParts.Body(body) : null;
        HttpParts.AddHeaders(parameters, message);
        if (!request.IsRead)
        {
            HttpParts.AddKey(parameters, message, request.IdempotencyKey);
        }

        HttpParts.AddCredential(parameters, message, secret);
        return message;
    }
}
