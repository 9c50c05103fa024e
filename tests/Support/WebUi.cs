using System.Diagnostics;
using System.Globalization;

namespace Tests.Support;

/// <summary>The official Web UI, attached to a server.</summary>
public sealed class WebUi : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private WebUi(Process process, DirectoryInfo folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    /// <summary>Gets why there is none here; null when there is one.</summary>
    public static string? WhyMissing => RealServer.WhyMissing;

    public string Address { get; }

    /// <summary>Starts it and returns when it takes calls.</summary>
    /// <param name="server">The address of the server that it shows.</param>
    /// <param name="port">Its port; 0 for a free one.</param>
    /// <param name="codec">The address of the codec endpoint that its pages ask; null for none.</param>
    public static async Task<WebUi> StartAsync(string server, int port = 0, string? codec = null)
    {
        var folder = Directory.CreateTempSubdirectory("web-ui-");
        port = port == 0 ? LoopbackPort.FindFree() : port;
        var config = Directory.CreateDirectory(Path.Combine(folder.FullName, "config"));
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "development.yaml"), $"""
            temporalGrpcAddress: {server}
            host: 127.0.0.1
            port: {port}
            enableUi: true
            defaultNamespace: default
            disableNewsFetch: true
            notifyOnNewVersion: false
            codec:
              endpoint: "{codec}"
            """);
        var process = new Process
        {
            StartInfo = WatchedProcess.Start(folder.FullName, [
                Path.Combine(Path.GetDirectoryName(RealServer.FindProgram())!, "temporal-ui"),
                "--root", folder.FullName, "--config", "config", "--env", "development", "start",
            ]),
        };
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var ui = new WebUi(process, folder, port);
        await Eventually.IsAsync(ui.AnswersAsync, "the Web UI answers");
        return ui;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var http = new HttpClient();
        try
        {
            using var reply = await http.GetAsync(new Uri($"{Address}/api/v1/settings"));
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
