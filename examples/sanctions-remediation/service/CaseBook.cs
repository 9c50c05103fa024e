using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseDesk;

/// <summary>The cases, each with a version, and one change for each idempotency key.</summary>
internal sealed class CaseBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Request, CaseReply Reply)> changes = new(StringComparer.Ordinal);

    /// <summary>Filings that were taken for the regulator.</summary>
    public int Filings { get; private set; }

    public CaseReply Find(string id)
    {
        lock (gate)
        {
            return cases.TryGetValue(id, out var found) ? Reply(200, found) : Missing;
        }
    }

    public CaseReply FindChange(string key)
    {
        lock (gate)
        {
            return changes.TryGetValue(key, out var change) ? change.Reply with { Status = 200 } : Missing;
        }
    }

    public CaseReply Create(string key, JsonObject fields) => Once(key, $"create {fields.ToJsonString()}", () =>
    {
        var made = fields.DeepClone().AsObject();
        made["id"] = string.Create(CultureInfo.InvariantCulture, $"C-{cases.Count + 1}");
        made["state"] = "open";
        made["version"] = 1;
        made["comments"] = new JsonArray();
        cases[made["id"]!.GetValue<string>()] = made;
        return Reply(201, made);
    });

    public CaseReply Comment(string key, string id, string text) => Once(key, $"comment {id} {text}", () => Change(
        id, version: null, found => found["comments"]!.AsArray().Add((JsonNode)text)));

    public CaseReply Move(string key, string id, string to, string version) => Once(
        key, $"move {id} {to} {version}", () => Change(id, version, found => found["state"] = to));

    public CaseReply File(string key) => Once(key, "file", () =>
    {
        Filings++;
        return new CaseReply(201, "{}", null);
    });

    private static CaseReply Missing => new(404, """{"error":"there is no such thing"}""", null);

    private CaseReply Change(string id, string? version, Action<JsonObject> change)
    {
        if (!cases.TryGetValue(id, out var found))
        {
            return Missing;
        }

        if (version is not null && version != Tag(found))
        {
            return new CaseReply(
                version.Length == 0 ? 428 : 412, """{"error":"the case has another version"}""", Tag(found));
        }

        change(found);
        found["version"] = found["version"]!.GetValue<int>() + 1;
        return Reply(200, found);
    }

    private CaseReply Once(string key, string request, Func<CaseReply> make)
    {
        lock (gate)
        {
            if (key.Length > 0 && changes.TryGetValue(key, out var earlier))
            {
                return earlier.Request == request
                    ? earlier.Reply
                    : new CaseReply(422, """{"error":"key reused"}""", null);
            }

            var reply = make();
            if (key.Length > 0 && reply.Status < 300)
            {
                changes[key] = (request, reply);
            }

            return reply;
        }
    }

    private static CaseReply Reply(int status, JsonObject found) => new(status, found.ToJsonString(), Tag(found));

    private static string Tag(JsonObject found) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{found["version"]!.GetValue<int>()}\"");
}
