using System.Globalization;
using System.Net.Http.Json;
using System.Diagnostics;
using DirectedExecution.Cli.Processes;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// The failing service: its process, what it says of itself, and its own count of what was really done to it.
/// </summary>
internal sealed class IncidentSite : IScriptSite, IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly DemoFolder folder;
    private readonly HttpClient http;
    private readonly DateTime since = DateTime.Now;
    private ChildProcess? process;

    public IncidentSite(DemoFolder folder)
    {
        this.folder = folder;
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(10) };
    }

    public string Url { get; }

    public static string Program => Path.Combine(AppContext.BaseDirectory, "IncidentService.dll");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var seed = ChildProcess.Start(
            "seed", SelfCommand.OfAssembly("IncidentService", "seed", "--data", folder.ServiceData),
            folder.Log("seed")))
        {
            if (await seed.ExitAsync(cancellationToken) != 0)
            {
                throw new CliException(
                    ExitCode.DemoFailed,
                    "seedFailed",
                    "the incident could not be set up",
                    $"its log is {seed.LogFile}");
            }
        }

        process = ChildProcess.Start(
            "service", SelfCommand.OfAssembly("IncidentService", "serve", "--data", folder.ServiceData, "--url", Url),
            folder.Log("service"));
        await WaitForPidFileAsync(cancellationToken);
    }

    public async Task<SiteHealth> HealthAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<SiteHealth>("/healthz", cancellationToken)
            ?? throw new CliException(ExitCode.DemoFailed, "noHealth", "the service says nothing of its health");

    public async Task<IReadOnlyList<SiteEffect>> EffectsAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<SiteEffect[]>("/effects", cancellationToken) ?? [];

    public async Task<long> EffectsOfAsync(string key, CancellationToken cancellationToken) =>
        (await EffectsAsync(cancellationToken)).Where(effect => effect.Key == key).Sum(effect => effect.Count);

    public Task<bool> TryHappenAsync(string happening, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The status that a customer gets who places an order.</summary>
    public async Task<int> OrderAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, cancellationToken);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        // The procedure restarts the service; the process that runs then is named by the pid file alone.
        KillByPidFile();
        http.Dispose();
    }

    // The pid file comes last: whoever sees it sees a service that answers.
    private async Task WaitForPidFileAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.StartNew();
        while (!File.Exists(folder.ServicePidFile))
        {
            if (process!.HasExited || began.Elapsed > StartLimit)
            {
                throw new CliException(
                    ExitCode.DemoFailed,
                    "serviceNotUp",
                    "the incident's service did not come up",
                    $"its log is {process.LogFile}");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private void KillByPidFile()
    {
        try
        {
            if (
                !int.TryParse(
                    File.ReadAllText(folder.ServicePidFile),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var id))
            {
                return;
            }

            using var running = Process.GetProcessById(id);
            if (running.StartTime >= since.AddSeconds(-1))
            {
                running.Kill(entireProcessTree: true);
                running.WaitForExit();
            }
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            // It has ended by itself, and taken its pid file along.
        }
    }
}
