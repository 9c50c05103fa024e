using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Support.Browser;

/// <summary>A headless browser of its own, with a profile of its own, driven by the DevTools protocol.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Program = Find();

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly DevToolsConnection connection;

    private Chromium(Process process, DirectoryInfo profile, DevToolsConnection connection)
    {
        this.process = process;
        this.profile = profile;
        this.connection = connection;
    }

    /// <summary>Gets why there is none here; null when there is one.</summary>
    public static string? WhyMissing => Program is null ? "no Chromium on the path" : null;

    /// <summary>Starts one.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("browser-");
        var process = new Process
        {
            StartInfo = WatchedProcess.Start(profile.FullName, [
                Program!, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--window-size=1400,1000", "--remote-debugging-port=0",
                $"--user-data-dir={profile.FullName}", "about:blank",
            ]),
        };
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Announcement, StringComparison.Ordinal) == true)
            {
                address.TrySetResult(line.Data[Announcement.Length..]);
            }
        };
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            var connection = await DevToolsConnection.OpenAsync(new(await address.Task.WaitAsync(Patience)));
            return new(process, profile, connection);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A new page, which remembers nothing of others.</summary>
    public async Task<BrowserPage> OpenAsync()
    {
        var context = await connection.SendAsync("Target.createBrowserContext", []);
        var target = await connection.SendAsync("Target.createTarget", new JsonObject
        {
            ["url"] = "about:blank", ["browserContextId"] = Text(context, "browserContextId"),
        });
        var attached = await connection.SendAsync("Target.attachToTarget", new JsonObject
        {
            ["targetId"] = Text(target, "targetId"), ["flatten"] = true,
        });
        var page = new BrowserPage(connection, Text(attached, "sessionId"));
        await page.BeginAsync();
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        await Eventually.IsAsync(RemoveProfile, "the profile of the browser is removed");
    }

    private static string Text(JsonElement reply, string name) => reply.GetProperty(name).GetString()!;

    // Its helpers may write for a moment after its end.
    private bool RemoveProfile()
    {
        try
        {
            profile.Delete(recursive: true);
            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
