using System.Globalization;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Settings;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// The whole demo: sets up, plays the script, holds the outcome against the target's own count, exports, verifies,
/// cleans up.
/// </summary>
internal sealed class DemoRun(
    CliHost host, DemoProgress progress, DemoFolder folder, CliSettings settings, bool hasOwnServer)
{
    private const long DeadLettersAtStart = 40;
    private const int Created = 201;
    private const int ServerError = 500;

    public async Task<DemoView> PlayAsync(CancellationToken cancellationToken)
    {
        var script = ScriptReader.Read(host, Path.Combine(DemoFolder.Example, ScriptReader.FileName));
        await using var site = new IncidentSite(folder);
        await using var stage = new DemoStage(folder, settings, hasOwnServer);
        var opening = DemoOpening.Read(host, folder, site);
        progress.Heading("A failing order service, a server, a worker");
        await SetUpAsync(site, stage, cancellationToken);
        progress.Heading("The directed run");
        var director = new DemoDirector(folder, stage, site, progress, host);
        var gateway = await director.PlayAsync(
            script, new RunId($"{opening.Charter.Id}-{host.NewId()[..6]}"), opening, cancellationToken);
        progress.Heading("What is true now");
        await ShowHealthAsync(site, Created, "healthy", cancellationToken);
        var ledger = await LedgerOfAsync(gateway, director.Runs, cancellationToken);
        await ProveEffectsAsync(site, ledger, cancellationToken);
        var bundles = await ExportAsync(gateway, director.Runs, cancellationToken);
        progress.Heading("The ledger");
        progress.Ledger(ledger);
        return new DemoView(
            folder.Path, stage.Settings.Address, stage.Settings.Namespace, stage.Settings.TaskQueue, director.Runs,
            bundles, ledger.Count, progress.Elapsed.TotalSeconds);
    }

    private async Task SetUpAsync(IncidentSite site, DemoStage stage, CancellationToken cancellationToken)
    {
        progress.Doing("starting the order service");
        await site.StartAsync(cancellationToken);
        progress.Done("", "order service started", site.Url);
        await ShowHealthAsync(site, ServerError, "failing", cancellationToken);
        progress.Doing("starting the server");
        await stage.StartServerAsync(cancellationToken);
        progress.Done("", hasOwnServer ? "embedded server started" : "server named", stage.Settings.Address);
        progress.Doing("starting the worker");
        await stage.StartWorkerAsync(cancellationToken);
        progress.Done("", $"worker process {stage.WorkerId} started", $"task queue {stage.Settings.TaskQueue}");
    }

    private async Task ShowHealthAsync(
        IncidentSite site, int expected, string status, CancellationToken cancellationToken)
    {
        var answer = await site.OrderAsync($"customer-demo-{expected}", cancellationToken);
        var health = await site.HealthAsync(cancellationToken);
        progress.Done(
            "",
            $"a customer orders: HTTP {answer}",
            $"service {health.Status}, worker {health.Worker}, intake {health.Intake}, {health.QueueDepth} orders " +
            "waiting");
        if (answer != expected || health.Status != status)
        {
            throw Failed(
                $"the service ought to be {status} now; it is {health.Status} and answers an order with {answer}");
        }
    }

    private static async Task<IReadOnlyList<LedgerEntry>> LedgerOfAsync(
        IRunGateway gateway, IEnumerable<RunId> runs, CancellationToken cancellationToken)
    {
        var all = new List<LedgerEntry>();
        foreach (var run in runs)
        {
            all.AddRange(await LedgerReader.AllAsync(gateway, run, from: 1, cancellationToken));
        }

        return all;
    }

    private async Task ProveEffectsAsync(
        IncidentSite site, IReadOnlyList<LedgerEntry> ledger, CancellationToken cancellationToken)
    {
        var effects = await site.EffectsAsync(cancellationToken);
        var proof = new EffectProof(ledger, effects);
        foreach (var line in proof.Lines())
        {
            progress.Done(
                "service",
                $"counts {line.Kind} of {line.Attempt}",
                string.Create(CultureInfo.InvariantCulture, $"{line.Count} x"));
        }

        if (proof.Check(DeadLettersAtStart) is [var first, ..])
        {
            throw Failed($"the service's own count does not fit the ledger: {first}");
        }

        progress.Done("", "nothing was lost, nothing was repeated", "ledger and service agree");
    }

    private async Task<IReadOnlyList<string>> ExportAsync(
        IRunGateway gateway, IReadOnlyList<RunId> runs, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        BundleVerdict? before = null;
        foreach (var run in runs)
        {
            var packet = await gateway.PacketAsync(run, cancellationToken);
            var entries = await LedgerReader.AllAsync(gateway, run, from: 1, cancellationToken);
            var path = folder.Bundle(run.Value);
            BundleContent.Write(path, BundleBuilder.Build(packet, entries).Files);
            var verdict = BundleVerifier.Verify(BundleContent.Read(path));
            verdict = verdict.IsIntact && before is not null
                ? BundleContinuity.CheckPredecessor(before, OpeningFiles.ReadPacket(host, folder.PacketFile), verdict)
                : verdict;
            if (verdict.Damage is { } damage)
            {
                throw Failed($"{path} does not verify: {damage}");
            }

            progress.Done("", $"bundle of {run} exported", $"verifies offline, {entries.Count} entries");
            before = verdict;
            paths.Add(path);
        }

        if (runs.Count > 1)
        {
            progress.Done("", "the successor continues its predecessor", "each step exactly once, the chain unbroken");
        }

        return paths;
    }

    private static CliException Failed(string sentence) => new(ExitCode.DemoFailed, "demoFailed", sentence);
}
