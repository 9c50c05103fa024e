using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Support.Browser;

/// <summary>A page as a person uses it: looks for what is to be seen, waits for it, clicks and types.</summary>
public sealed class BrowserPage
{
    // Only what a person could see and use.
    private const string Helpers = """
        const seen = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && !e.disabled; };
        const find = (css, text) => [...document.querySelectorAll(css)]
            .find(e => seen(e) && (text === null || e.innerText.trim() === text));
        """;

    private readonly DevToolsConnection connection;
    private readonly string session;
    private readonly ConcurrentQueue<string> faults = [];

    internal BrowserPage(DevToolsConnection connection, string session)
    {
        this.connection = connection;
        this.session = session;
        connection.Told += Take;
    }

    /// <summary>Gets what went wrong in the page: uncaught exceptions, and calls that a server failed at (HTTP 500).</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public Task GoAsync(string address) => SendAsync("Page.navigate", new() { ["url"] = address });

    /// <summary>All text that is to be seen.</summary>
    public async Task<string> TextAsync() => (await EvaluateAsync("document.body.innerText")).GetString() ?? string.Empty;

    public async Task<string> AddressAsync() => (await EvaluateAsync("location.href")).GetString()!;

    /// <exception cref="TimeoutException">It is not to be seen; with what is.</exception>
    public Task SeesAsync(string text) => UntilAsync(
        $"document.body.innerText.toLowerCase().includes({Quote(text.ToLowerInvariant())})", $"the page says: {text}");

    /// <summary>Until an element is to be seen, with exactly this text if one is given.</summary>
    public Task SeesElementAsync(string css, string? text = null) =>
        UntilAsync($"!!find({Quote(css)}, {Quote(text)})", $"the page has {css} {text}");

    /// <summary>Until so many of these are to be seen.</summary>
    public Task SeesCountAsync(string css, int count) => UntilAsync(
        $"[...document.querySelectorAll({Quote(css)})].filter(seen).length === {count}", $"the page has {count} of {css}");

    /// <exception cref="TimeoutException">There is nothing to click; with what is to be seen.</exception>
    public Task ClickAsync(string css, string? text = null) => UntilAsync(
        $"(() => {{ const e = find({Quote(css)}, {Quote(text)}); if (!e) return false; e.click(); return true; }})()",
        $"{css} {text} can be clicked");

    /// <summary>Types into a field, in place of what is there.</summary>
    public async Task TypeAsync(string css, string text)
    {
        await UntilAsync(
            $"(() => {{ const e = find({Quote(css)}, null); if (!e) return false; e.focus(); if (e.select) e.select(); return document.activeElement === e; }})()",
            $"{css} takes text");
        await SendAsync("Input.insertText", new() { ["text"] = text });
    }

    /// <summary>Until an expression is true. It may use <c>find(css, text)</c> and <c>seen(element)</c>.</summary>
    public Task UntilAsync(string expression, string what)
    {
        var shown = string.Empty;
        return Eventually.IsAsync(
            async () =>
            {
                var holds = (await EvaluateAsync(expression)).ValueKind == JsonValueKind.True;
                shown = holds ? shown : await TextAsync();
                return holds;
            },
            what,
            () => $"The page says: {shown}");
    }

    /// <summary>A picture of it, for people.</summary>
    public async Task SavePictureAsync(string path)
    {
        var picture = await SendAsync("Page.captureScreenshot", new() { ["format"] = "png" });
        await File.WriteAllBytesAsync(path, picture.GetProperty("data").GetBytesFromBase64());
    }

    internal async Task BeginAsync()
    {
        await SendAsync("Page.enable", []);
        await SendAsync("Runtime.enable", []);
        await SendAsync("Network.enable", []);
    }

    private static string Quote(string? text) => JsonSerializer.Serialize(text);

    private async Task<JsonElement> EvaluateAsync(string expression)
    {
        var reply = await SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = $"(() => {{ if (!document.body) return null; {Helpers} return {expression}; }})()", ["returnByValue"] = true,
        });
        if (reply.TryGetProperty("exceptionDetails", out var failure))
        {
            throw new InvalidOperationException($"{expression}: {failure}");
        }

        return reply.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    private Task<JsonElement> SendAsync(string method, JsonObject parameters) => connection.SendAsync(method, parameters, session);

    private void Take(string? from, string method, JsonElement parameters)
    {
        if (from != session)
        {
            return;
        }

        if (method == "Runtime.exceptionThrown")
        {
            faults.Enqueue(parameters.GetProperty("exceptionDetails").ToString());
        }
        else if (method == "Network.responseReceived" && parameters.GetProperty("response") is var response &&
            response.GetProperty("status").GetInt32() == 500)
        {
            faults.Enqueue(response.GetProperty("url").GetString()!);
        }
    }
}
