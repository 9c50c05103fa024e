using Temporalio.Client;
using Temporalio.Worker;
using Tests.Support.Browser;

namespace Conformance.Tests.Screens;

/// <summary>The embedded server with a worker, the official Web UI on it, and a browser.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Disposed by IAsyncLifetime.")]
public sealed class ScreensFixture : IAsyncLifetime
{
    public const string Queue = "desk";

    private readonly CancellationTokenSource end = new();
    private ServerProcess? server;
    private WebUi? ui;
    private Chromium? browser;
    private TemporalWorker? worker;
    private Task working = Task.CompletedTask;

    /// <summary>Gets why the screens cannot be seen here; null when they can.</summary>
    public static string? WhyMissing => WebUi.WhyMissing ?? Chromium.WhyMissing;

    internal TemporalClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (WhyMissing is not null)
        {
            return;
        }

        server = await ServerProcess.StartAsync(ServerKind.Embedded, new() { SearchAttributes = ["Lead=Keyword"] });
        ui = await WebUi.StartAsync(server.Address);
        browser = await Chromium.StartAsync();
        Client = await TemporalClient.ConnectAsync(new(server.Address));
        worker = new(Client, new TemporalWorkerOptions(Queue) { WorkflowStackTrace = WorkflowStackTrace.Normal }
            .AddWorkflow<Desk>().AddActivity(Desk.WorkAsync));
        working = worker.ExecuteAsync(end.Token);
    }

    public async Task DisposeAsync()
    {
        await end.CancelAsync();
        try
        {
            await working;
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }

        worker?.Dispose();
        end.Dispose();
        foreach (var one in new IAsyncDisposable?[] { browser, ui, server }.OfType<IAsyncDisposable>())
        {
            await one.DisposeAsync();
        }
    }

    /// <summary>A page at an address below the namespace.</summary>
    internal async Task<BrowserPage> OpenAsync(string path)
    {
        var page = await browser!.OpenAsync();
        await GoAsync(page, path);
        return page;
    }

    internal Task GoAsync(BrowserPage page, string path) => page.GoAsync($"{ui!.Address}/namespaces/default/{path}");
}
