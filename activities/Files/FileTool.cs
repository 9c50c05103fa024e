using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Files;

/// <summary>
/// Reads and replaces files, feature flags in JSON files among them. A change compares first, and replaces the whole
/// file by a rename: there is no moment with half of it. It is probed: a repeat finds its own work done.
/// </summary>
/// <remarks>
/// Parameters: path; operation "read", "write" (content, and expectDigest or expectMissing) or
/// "set" (values: names of a JSON object and what they become; expect: what they must be before).
/// </remarks>
public sealed class FileTool(ToolOptions options) : ITool
{
    public string Kind => "file";

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(
            request, "path", "operation", "content", "expectDigest", "expectMissing", "values", "expect");
        var operation = parameters.Choice("operation", "read", "write", "set");
        if (request.IsRead && operation != "read")
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, $"A read may not '{operation}' a file.");
        }

        var path = ToolPaths.Resolve(options, parameters, "path", parameters.Text("path"));
        if (operation == "read")
        {
            return await ReadAsync(path, cancellationToken);
        }

        try
        {
            using var turn = await FileTurn.TakeAsync(path, cancellationToken);
            ThrowIfLink(path);
            var before = await TextAsync(path, cancellationToken);
            var after = operation == "write" ? Write(parameters, before) : Set(parameters, before);
            return after == before
                ? Changed(after, wasChanged: false)
                : await AtomicFile.ReplaceAsync(path, after, cancellationToken) ?? Changed(after, wasChanged: true);
        }
        catch (OperationCanceledException)
        {
            // Only what comes before the rename can be cancelled.
            return ToolResult.Failed(ToolCodes.TimedOut, "The call was stopped before the file was changed.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Everything up to the rename leaves the file as it was.
            return ToolResult.Failed(ToolCodes.Rejected, $"The file cannot be changed: {fault.Message}");
        }
    }

    private async Task<ToolResult> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await SafeFile.ReadAsync(path, options, cancellationToken) is not { } bytes
                ? ToolResult.Executed(new JsonObject { ["exists"] = false })
                : SafeFile.Text(bytes) is { } text ? Content(bytes, text) : WithoutText(bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ToolResult.Failed(ToolCodes.Rejected, $"The file cannot be read: {fault.Message}");
        }
    }

    private ToolResult Content(byte[] bytes, string text) => ToolResult.Executed(new JsonObject
    {
        ["exists"] = true,
        ["digest"] = DigestOf(bytes),
        ["content"] = Observation.FromText(BoundedOutput.Cut(text, options.OutputLimitBytes)),
    }) with
    {
        Excerpt = BoundedOutput.Cut(text, options.ExcerptLimit),
        IsTruncated = text.Length > options.OutputLimitBytes,
    };

    private static ToolResult WithoutText(byte[] bytes) => ToolResult.Executed(new JsonObject
    {
        ["exists"] = true,
        ["digest"] = DigestOf(bytes),
        ["content"] = null,
        ["isText"] = false,
    });

    /// <summary>A replacement would put a file in the link's place, and leave what it led to as it is.</summary>
    private static void ThrowIfLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw NotAsExpected("the path is a link");
        }
    }

    private static string Write(ToolParameters parameters, string? before)
    {
        var content = parameters.OptionalText("content") ?? throw parameters.Invalid("content", "is missing");
        if (before == content)
        {
            return content;
        }

        if (parameters.Flag("expectMissing") && before is not null)
        {
            throw NotAsExpected("the file exists");
        }

        return parameters.OptionalText("expectDigest") is not { } digest ||
            (before is not null && DigestOf(before) == digest)
            ? content
            : throw NotAsExpected(
                $"the file's digest is {(before is null ? "none, it is missing" : DigestOf(before))}");
    }

    private static string Set(ToolParameters parameters, string? before)
    {
        var values = parameters.OptionalObject("values") ?? throw parameters.Invalid("values", "is missing");
        if (before is null || Parse(before) is not { } flags)
        {
            throw NotAsExpected(before is null ? "the file is missing" : "the file holds no JSON object");
        }

        if (values.All(pair => JsonNode.DeepEquals(flags[pair.Key], pair.Value)))
        {
            return before;
        }

        foreach (var (name, value) in parameters.OptionalObject("expect") ?? [])
        {
            if (!JsonNode.DeepEquals(flags[name], value))
            {
                throw NotAsExpected($"'{name}' is {flags[name]?.ToJsonString() ?? "not there"}");
            }
        }

        foreach (var (name, value) in values)
        {
            flags[name] = value?.DeepClone();
        }

        return flags.ToJsonString(
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }) + "\n";
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<string?> TextAsync(string path, CancellationToken cancellationToken) =>
        await SafeFile.ReadAsync(path, options, cancellationToken) is not { } bytes
            ? null
            : SafeFile.Text(bytes) ?? throw NotAsExpected("the file holds no text");

    private static ToolRefusalException NotAsExpected(string what) =>
        new(ToolCodes.PreconditionFailed, $"Nothing was changed, because {what}.");

    private static ToolResult Changed(string content, bool wasChanged) =>
        ToolResult.Executed(new JsonObject { ["changed"] = wasChanged, ["digest"] = DigestOf(content) }) with
        {
            IsReplayed = !wasChanged,
        };

    private static string DigestOf(string text) =>
        DigestOf(Encoding.UTF8.GetBytes(text));

    private static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
