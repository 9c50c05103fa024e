using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Connection;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Settings;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Worker.Configuration;
using Simulation.Tests.Support;
using Xunit.Abstractions;

namespace Simulation.Tests;

/// <summary>
/// kill -9 of worker or embedded server at random instants of a directed run, in clear or encrypted. More kills: DIRECTED_KILLS=200; the same
/// ones again: DIRECTED_SEED, as the test prints it.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Run_WithKillsAtRandomInstants_LosesNothingAndRepeatsNothing()
    {
        var plan = KillPlan.OfEnvironment();
        output.WriteLine(plan.ToString());
        var random = new Random(plan.Seed);
        for (var kills = 0; kills < plan.Kills;)
        {
            var log = new List<string>();
            var watch = Stopwatch.StartNew();
            var folder = new DemoFolder(Directory.CreateTempSubdirectory("directed-kills-").FullName);
            try
            {
                kills += await RunOnceAsync(folder, random, Math.Min(plan.KillsPerRun, plan.Kills - kills), Log);
                Directory.Delete(folder.Path, recursive: true);
                File.Delete(PlayKey.FileOf(folder.Path));
            }
            catch (Exception fault)
            {
                Assert.Fail($"{plan}; logs in {folder.Path}\n{fault}\n{string.Join('\n', log)}");
            }

            void Log(string line)
            {
                lock (log)
                {
                    log.Add(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,7:0.00} {line}"));
                    output.WriteLine(log[^1]);
                }
            }
        }
    }

    private static async Task<int> RunOnceAsync(DemoFolder folder, Random random, int most, Action<string> log)
    {
        var encryption = random.Next(2) == 0 ? null : PlayKey.In(folder.Path);
        log(encryption is null ? "in clear" : "encrypted");
        var settings = new CliSettings(new WorkerSettings { LogLevel = "Warning", Encryption = encryption }, "test");
        await using var site = new IncidentSite(folder);
        await site.StartAsync(CancellationToken.None);
        await using var stage = new DemoStage(folder, settings, hasOwnServer: true)
        {
            WorkerVariables = PlayKey.Variables(encryption),
        };
        await stage.StartServerAsync(CancellationToken.None);
        await stage.StartWorkerAsync(CancellationToken.None);
        var gateway = await TemporalLink.GatewayAsync(stage.Settings, CancellationToken.None);
        var opening = DemoOpening.Read(CliHost.OfThisProcess(), folder, site);
        using var killer = new Killer(stage, random, most, log);
        var player = new Player(gateway, site, opening, log, killer.Progress);
        using var over = new CancellationTokenSource();
        var rampage = killer.RampageAsync(over.Token);
        var play = player.PlayAsync("kills");
        IReadOnlyList<RunId> runs;
        try
        {
            if (await Task.WhenAny(play, rampage) == rampage)
            {
                // Through with its kills, or broken: then the play need not be waited for.
                await rampage;
            }

            runs = await play;
        }
        finally
        {
            // In any case: nothing may be started anew while the stage is taken down.
            await over.CancelAsync();
            await rampage;
        }

        await new Judge(gateway, site, folder).CheckAsync(runs, player.Packet!);
        return killer.Kills;
    }
}
