using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Http;

/// <summary>The parts of a request, each checked where it comes in.</summary>
internal static class HttpParts
{
    public static Uri Address(ToolOptions options, ToolParameters parameters, string name, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.UserInfo.Length > 0)
        {
            throw parameters.Invalid(name, $"must be an http or https address without user name: '{text}'");
        }

        if (options.Hosts is { } hosts && !HostList.Holds(hosts, address))
        {
            throw new ToolRefusalException(
                ToolCodes.NotAllowed, $"The host {address.Authority} is not on the list of this worker.");
        }

        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || options.AllowsPlainHttpBeyondLoopback
            ? address
            : throw new ToolRefusalException(ToolCodes.NotAllowed, $"'{text}' is plain HTTP and leaves this machine.");
    }

    public static HttpContent Body(JsonNode body) =>
        body is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? new StringContent(value.GetValue<string>(), Encoding.UTF8, "text/plain")
            : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    public static void AddHeaders(ToolParameters parameters, HttpRequestMessage message)
    {
        foreach (var (name, value) in parameters.TextMap("headers"))
        {
            Add(parameters, message, name, value);
        }
    }

    public static void AddKey(ToolParameters parameters, HttpRequestMessage message, string key) =>
        Add(parameters, message, parameters.OptionalText("idempotencyHeader") ?? "Idempotency-Key", key);

    public static void AddCredential(ToolParameters parameters, HttpRequestMessage message, Secret? secret)
    {
        if (secret is not null)
        {
            var scheme = parameters.OptionalText("credentialScheme") ?? "Bearer";
            Add(
                parameters,
                message,
                parameters.OptionalText("credentialHeader") ?? "Authorization",
                scheme.Length == 0 ? secret.Reveal() : $"{scheme} {secret.Reveal()}");
        }
    }

    public static void Add(ToolParameters parameters, HttpRequestMessage message, string name, string value)
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
}
