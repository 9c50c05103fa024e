using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Activities.Tests.Support;

/// <summary>A small real case system: versions as entity tags, one change for each idempotency key.</summary>
internal sealed class CaseServer : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Request, int Status, string Body, string Tag)> answers = [];
    private Recorder recorder = null!;

    public ConcurrentDictionary<string, JsonObject> Cases { get; } = new(StringComparer.Ordinal);

    public string Address => recorder.Address;

    /// <summary>When set, the next change is made and its reply never sent.</summary>
    public bool LosesNextReply { get; set; }

    public IEnumerable<(string Method, string Path, HeaderDictionary Headers, string Body)> Requests => recorder.Requests;

    public static async Task<CaseServer> StartAsync()
    {
        var server = new CaseServer();
        server.recorder = await Recorder.StartAsync(server.AnswerAsync);
        return server;
    }

    public ValueTask DisposeAsync() => recorder.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = recorder.Requests.Last(one => one.Path == context.Request.Path && one.Method == context.Request.Method);
        (string Request, int Status, string Body, string Tag) answer;
        bool isLost;
        lock (gate)
        {
            answer = Answer(context.Request, asked.Body);
            isLost = LosesNextReply && context.Request.Method != "GET";
            LosesNextReply &= !isLost;
        }

        if (isLost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        if (answer.Tag.Length > 0)
        {
            context.Response.Headers.ETag = answer.Tag;
        }

        await context.Response.WriteAsync(answer.Body);
    }

    private (string Request, int Status, string Body, string Tag) Answer(HttpRequest request, string body)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        var what = $"{request.Method} {request.Path} {body}";
        if (key.Length > 0 && answers.TryGetValue(key, out var earlier))
        {
            return earlier.Request == what ? earlier : (what, 422, """{"error":"key reused"}""", string.Empty);
        }

        var answer = Do(request, body, what);
        if (key.Length > 0 && answer.Status < 300)
        {
            answers[key] = answer;
        }

        return answer;
    }

    private (string Request, int Status, string Body, string Tag) Do(HttpRequest request, string body, string what)
    {
        var parts = request.Path.Value!.Trim('/').Split('/');
        if (request.Method == "POST" && parts.Length == 1)
        {
            var made = JsonNode.Parse(body)!.AsObject();
            made["id"] = $"C-{Cases.Count + 1}";
            made["version"] = 1;
            made["state"] = "open";
            Cases[made["id"]!.GetValue<string>()] = made;
            return (what, 201, made.ToJsonString(), Tag(made));
        }

        if (!Cases.TryGetValue(Uri.UnescapeDataString(parts[1]), out var found))
        {
            return (what, 404, """{"error":"no such case"}""", string.Empty);
        }

        if (request.Method == "GET")
        {
            return (what, 200, found.ToJsonString(), Tag(found));
        }

        if (parts is not [_, _, "comments"] && request.Headers.IfMatch != Tag(found))
        {
            return (what, request.Headers.IfMatch.Count == 0 ? 428 : 412, """{"error":"version"}""", Tag(found));
        }

        Change(found, parts, JsonNode.Parse(body)!.AsObject());
        return (what, 200, found.ToJsonString(), Tag(found));
    }

    private static void Change(JsonObject found, string[] parts, JsonObject change)
    {
        if (parts is [_, _, "comments"])
        {
            (found["comments"] ??= new JsonArray()).AsArray().Add(change["text"]!.DeepClone());
        }
        else if (parts is [_, _, "transitions"])
        {
            found["state"] = change["to"]!.DeepClone();
        }
        else
        {
            foreach (var (name, value) in change)
            {
                found[name] = value?.DeepClone();
            }
        }

        found["version"] = found["version"]!.GetValue<int>() + 1;
    }

    private static string Tag(JsonObject found) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{found["version"]!.GetValue<int>()}\"");
}
