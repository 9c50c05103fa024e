using DirectedExecution.Cli;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Cli.Settings;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>
/// Every example rehearsed as its own directives say, with its real charter and procedure: no service runs, and nothing
/// is left in the working root but the audit store.
/// </summary>
public sealed class ExampleRehearsalTests
{
    [Fact]
    public async Task Examples_Rehearsed_GoTheirWayAndTouchNothing()
    {
        using var said = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("directed-rehearsal-").FullName;
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });
        var settings = new WorkerSettings
        {
            Address = server.Address,
            TaskQueue = "rehearsals",
            WorkingRoot = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName,
            AuditFile = Path.Combine(folder, "audit.db"),
        };
        using var worker = await WorkerHost.CreateAsync(settings, _ => { }, CancellationToken.None);
        await worker.StartAsync();
        try
        {
            foreach (var example in new[] { "incident-remediation", "cold-chain-containment", "sanctions-remediation" })
            {
                Judge(await PlayAsync(said, settings, folder, example));
            }
        }
        catch (CliException fault)
        {
            throw new InvalidOperationException($"{fault.Message}\n{said}", fault);
        }

        await worker.StopAsync();
        Assert.Empty(Directory.GetFileSystemEntries(settings.WorkingRoot));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<LedgerEntry>> PlayAsync(
        StringWriter said, WorkerSettings settings, string folder, string example)
    {
        var host = HostOf(said);
        string At(string file) => Path.Combine(Checkout.Root, "examples", example, file);
        var opening = OpeningFiles.Read(
            host, At("charter.yaml"), At("procedure.yaml"), rehearsal: At("rehearsal.yaml"),
            change: charter => charter with { Mode = RunMode.Rehearsal });
        var place = new DemoFolder(Directory.CreateDirectory(Path.Combine(folder, example)).FullName);
        await using var stage = new DemoStage(place, new CliSettings(settings, "nobody"), hasOwnServer: false);
        var director = new DemoDirector(
            place, stage, new Nowhere(), new DemoProgress(new CommandOutput(host, json: false, color: false)), host);
        var script = ScriptReader.Read(host, At(ScriptReader.FileName)).Where(IsOfPeople).Select(WithoutKills);
        var gateway = await director.PlayAsync(
            [.. script], new RunId($"{opening.Charter.Id}-drill"), opening, CancellationToken.None);
        var ledger = new List<LedgerEntry>();
        foreach (var run in director.Runs)
        {
            ledger.AddRange(await LedgerReader.AllAsync(gateway, run, from: 1, CancellationToken.None));
        }

        return ledger;
    }

    private static void Judge(IReadOnlyList<LedgerEntry> ledger)
    {
        Assert.Null(LedgerChain.Verify(ledger).Damage);
        Assert.Empty(LedgerAudit.Check(ledger));
        Assert.Single(ledger, entry => entry.Fact is RunFact.RunCompleted);
        Assert.All(
            ledger.Select(entry => entry.Fact).OfType<RunFact.SeededGateMarked>(), fact => Assert.True(fact.Mark.IsRight));
        Assert.Contains(ledger, entry => entry.Fact is RunFact.SeededGateMarked);
    }

    // The machinery is not what is rehearsed here: workers live.
    private static bool IsOfPeople(ScriptLine line) => line.Event is null or "successor" || line.Wait is not null;

    private static ScriptLine WithoutKills(ScriptLine line) => line switch
    {
        { Event: "start-worker" } => line with { Event = "nothing" },
        { Wait: "dispatched" } => line with { Wait = null },
        _ => line,
    };

    private static CliHost HostOf(TextWriter output) => new()
    {
        Out = output,
        Error = output,
        In = TextReader.Null,
        Variable = _ => null,
        Folder = AppContext.BaseDirectory,
        OsUser = "nobody",
    };

    /// <summary>There is no site: whatever is said to happen in it happens nowhere.</summary>
    private sealed class Nowhere : IScriptSite
    {
        public Task<long> EffectsOfAsync(string key, CancellationToken cancellationToken) => Task.FromResult(0L);

        public Task<bool> TryHappenAsync(string happening, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
