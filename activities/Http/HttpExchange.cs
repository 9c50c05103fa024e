using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Http;

/// <summary>One request and what its reply, or the want of one, says.</summary>
internal sealed class HttpExchange(HttpClient client, ToolOptions options)
{
    public async Task<ToolResult> SendAsync(
        HttpRequestMessage message,
        bool isRead,
        Secret? secret,
        Func<HttpResponseMessage, JsonNode?, JsonObject> shape,
        CancellationToken cancellationToken)
    {
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
            return await ReportAsync(response, isRead, secret, shape, cancellationToken);
        }
    }

    private async Task<ToolResult> ReportAsync(
        HttpResponseMessage response,
        bool isRead,
        Secret? secret,
        Func<HttpResponseMessage, JsonNode?, JsonObject> shape,
        CancellationToken cancellationToken)
    {
        // No coding was asked for: what is packed all the same is neither unpacked nor taken for what it says.
        var packing = response.Content.Headers.ContentEncoding.FirstOrDefault(coding => coding != "identity");
        var body = new BoundedOutput(options.OutputLimitBytes, secret);
        var isBroken = false;
        if (packing is null)
        {
            try
            {
                var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                await body.ReadAsync(stream, cancellationToken, stopsWhenFull: true);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                isBroken = true;
            }
        }

        var result = HttpVerdict.OfStatus((int)response.StatusCode, isRead) with
        {
            Excerpt = BoundedOutput.Cut(body.Text, options.ExcerptLimit),
            IsTruncated = body.IsTruncated,
            Value = shape(response, Observation.FromText(body.Text)),
        };

        // The status line has come, so an action is judged by it; a read with half a body has read nothing.
        return isRead && (isBroken || packing is not null) ? WithoutBody(result, packing) : result;
    }

    private static ToolResult WithoutBody(ToolResult result, string? packing) => packing is null
        ? result with
        {
            Outcome = ToolOutcome.Unknown, Code = ToolCodes.ReplyLost, Sentence = "The reply broke off.",
        }
        : result with
        {
            Outcome = ToolOutcome.Failed,
            Code = ToolCodes.NotReadable,
            Sentence = $"The reply is packed ({packing}), which was not asked for; it was not unpacked.",
        };
}
