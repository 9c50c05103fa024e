using System.Text.Json.Nodes;
using DirectedExecution.Activities.Http;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Cases;

/// <summary>
/// A case or ticket system over HTTP. Every change carries the attempt's key, and a change of a case that is there
/// names the version that it was decided on: a case that somebody changed meanwhile is left as it is.
/// </summary>
/// <remarks>
/// Parameters: url (of the system); operation "read", "create", "update", "comment" or "transition"; case; fields
/// (create, update); text (comment); to (transition); version (update, transition: the entity tag that a read gave);
/// paths (other paths by operation, with {case}); headers, credentialHeader, credentialScheme, idempotencyHeader as for
/// http.
/// Gives status, version and case (the reply's body).
/// </remarks>
public sealed class CaseTool : ITool, IDisposable
{
    private static readonly string[] Shared =
    [
        "url", "operation", "version", "paths", "headers", "credentialHeader", "credentialScheme", "idempotencyHeader",
    ];

    private readonly ToolOptions options;
    private readonly ISecretSource secrets;
    private readonly HttpClient client;

    public CaseTool(ToolOptions options, ISecretSource secrets)
    {
        this.options = options;
        this.secrets = secrets;
        client = new HttpClient(GuardedConnect.Handler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Kind => "case";

    public void Dispose() => client.Dispose();

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, [.. Shared, "case", "fields", "text", "to"]);
        var operation = Operation(parameters, request);
        var address = Address(parameters, operation);
        var secret = CredentialDesk.SecretFor(secrets, options, request, address);
        using var message = Message(parameters, request, operation, address, secret);
        var result = await new HttpExchange(client, options).SendAsync(
            message, request.IsRead, secret, Shape, cancellationToken);
        return result is { Outcome: ToolOutcome.Failed, Value: JsonObject value }
            && value["status"]?.GetValue<int>() is 412 or 428
            ? result with
            {
                Code = ToolCodes.PreconditionFailed,
                Sentence = "The case is not in the version that the change was decided on; it was left as it is.",
            }
            : result;
    }

    private static CaseOperation Operation(ToolParameters parameters, ToolRequest request)
    {
        var operation = CaseOperation.Find(
            parameters.Choice("operation", [.. CaseOperation.All.Select(one => one.Name)]));
        if (request.IsRead && operation.Name != CaseOperation.Read)
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, $"A read may not '{operation.Name}' a case.");
        }

        if (!request.IsRead && request.IdempotencyKey.Length == 0)
        {
            throw new ToolRefusalException(ToolCodes.ParameterInvalid, "A change of a case needs an idempotency key.");
        }

        foreach (var (name, _) in request.Parameters)
        {
            if (!Shared.Contains(name) && !operation.Parameters.Contains(name))
            {
                throw parameters.Invalid(name, $"does not belong to the operation '{operation.Name}'");
            }
        }

        return operation;
    }

    private Uri Address(ToolParameters parameters, CaseOperation operation)
    {
        var root = parameters.Text("url");
        var path = parameters.TextMap("paths").TryGetValue(operation.Name, out var other) ? other : operation.Path;
        if (operation.Parameters.Contains("case"))
        {
            // An id is one segment: whatever stands in it cannot lead elsewhere.
            var id = parameters.Text("case");
            path = id is "." or ".."
                ? throw parameters.Invalid("case", "is no id of a case")
                : path.Replace("{case}", Uri.EscapeDataString(id), StringComparison.Ordinal);
        }

        return HttpParts.Address(options, parameters, "url", $"{root.TrimEnd('/')}/{path.TrimStart('/')}");
    }

    private static HttpRequestMessage Message(
        ToolParameters parameters, ToolRequest request, CaseOperation operation, Uri address, Secret? secret)
    {
        var message = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        message.Content = Body(parameters, operation) is { } body ? HttpParts.Body(body) : null;
        HttpParts.AddHeaders(parameters, message);
        if (!request.IsRead)
        {
            HttpParts.AddKey(parameters, message, request.IdempotencyKey);
        }

        if (operation.NeedsVersion)
        {
            HttpParts.Add(parameters, message, "If-Match", $"\"{parameters.Text("version")}\"");
        }
        else if (parameters.OptionalText("version") is not null)
        {
            throw parameters.Invalid("version", $"does not belong to the operation '{operation.Name}'");
        }

        HttpParts.AddCredential(parameters, message, secret);
        return message;
    }

    private static JsonObject? Body(ToolParameters parameters, CaseOperation operation) => operation.Name switch
    {
        "create" or "update" => parameters.OptionalObject("fields")?.DeepClone() as JsonObject
            ?? throw parameters.Invalid("fields", "is missing"),
        "comment" => new JsonObject { ["text"] = parameters.Text("text") },
        "transition" => new JsonObject { ["to"] = parameters.Text("to") },
        _ => null,
    };

    private static JsonObject Shape(HttpResponseMessage response, JsonNode? body) => new()
    {
        ["status"] = (int)response.StatusCode,
        ["version"] = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag.Trim('"') : null,
        ["case"] = body,
    };
}
