using DirectedExecution.Cli;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Cli.Settings;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Worker.Configuration;
using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>
/// An example carried out as its script says, by the machinery of the demo: server and worker as processes, directives
/// through the client.
/// </summary>
internal sealed class ExampleRun : IAsyncDisposable
{
    private readonly DemoFolder folder = new(Directory.CreateTempSubdirectory("directed-example-").FullName);
    private readonly ExampleOf example;

    public ExampleRun(ExampleOf example)
    {
        this.example = example;
        Site = new ExampleSite(example, folder.Path);
    }

    public ExampleSite Site { get; }

    public string Folder => folder.Path;

    /// <summary>Properties of targets that are otherwise here than in the example.</summary>
    public Dictionary<string, string> Here { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables of the worker.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays the script and gives the run's ledger, checked as a whole.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> PlayAsync(string? address)
    {
        await Site.StartAsync();
        using var said = new StringWriter();
        var host = HostOf(said);
        var source = Path.Combine(Checkout.Root, "examples", example.Name);
        var settings = new CliSettings(
            new WorkerSettings { TaskQueue = $"example-{Guid.NewGuid():N}", Address = address ?? string.Empty }, "nobody");
        Here["url"] = Site.Url;
        var opening = DemoOpening.Read(host, source, Here);
        await using var stage = new DemoStage(folder, settings, hasOwnServer: address is null)
        {
            WorkerVariables = Variables,
        };
        try
        {
            await stage.StartServerAsync(CancellationToken.None);
            await stage.StartWorkerAsync(CancellationToken.None);
            var progress = new DemoProgress(new CommandOutput(host, json: false, color: false));
            var director = new DemoDirector(folder, stage, Site, progress, host);
            var gateway = await director.PlayAsync(
                ScriptReader.Read(host, Path.Combine(source, ScriptReader.FileName)),
                new RunId($"{opening.Charter.Id}-{Guid.NewGuid():N}"),
                opening,
                CancellationToken.None);
            var ledger = await LedgerReader.AllAsync(gateway, director.Runs[0], from: 1, CancellationToken.None);
            Assert.True(LedgerChain.Verify(ledger).Damage is null, LedgerChain.Verify(ledger).Damage?.ToString());
            Assert.Empty(LedgerAudit.Check(ledger));
            return ledger;
        }
        catch (CliException fault)
        {
            throw new InvalidOperationException($"{fault.Message}\n{said}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        Directory.Delete(folder.Path, recursive: true);
    }

    private static CliHost HostOf(TextWriter output) => new()
    {
        Out = output,
        Error = output,
        In = TextReader.Null,
        Variable = _ => null,
        Folder = AppContext.BaseDirectory,
        OsUser = "nobody",
    };
}
