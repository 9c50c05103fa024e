using Microsoft.AspNetCore.Http;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// How a caller wants JSON: by media type (<c>application/json</c>, with <c>+pretty</c> and
/// <c>+no-payload-shorthand</c> behind), or by the query (<c>?pretty</c>, <c>?noPayloadShorthand</c>).
/// </summary>
internal sealed record HttpFormat(bool IsPretty, bool IsShort)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string Json = "application/json";
    private const string Pretty = "+pretty";
    private const string Long = "+no-payload-shorthand";

    public string ContentType => Json + (IsPretty ? Pretty : string.Empty) + (IsShort ? string.Empty : Long);

    public static HttpFormat Of(HttpRequest request)
    {
        var asked = request.Headers.Accept.ToString() is { Length: > 0 } accept && accept.StartsWith(Json, Ordinal)
            ? accept
            : request.ContentType ?? string.Empty;
        return new(
            asked.Contains(Pretty, Ordinal) || request.Query.ContainsKey("pretty"),
            !asked.Contains(Long, Ordinal) && !request.Query.ContainsKey("noPayloadShorthand"));
    }
}
