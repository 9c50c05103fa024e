using System.Globalization;
using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Exceptions;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Conformance.Tests.Schedules;

/// <summary>
/// Random lives of schedules on both servers. A failure names its seed: SCHEDULE_FIRST=seed repeats it,
/// SCHEDULE_SEEDS=n tells n stories instead of a few.
/// </summary>
public sealed class ScheduleDifferentialTests(SharedServers servers, ITestOutputHelper output) : Behaviour(servers)
{
    private const int AtOnce = 3;
    private const int Moves = 15;

    [SkippableFact, BothServersTogether]
    public async Task RandomLives_OfSchedulesOnBothServers_GoAlike()
    {
        var (first, count) = (Number("SCHEDULE_FIRST", 1), Number("SCHEDULE_SEEDS", 3));
        var failures = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) =>
            {
                // A reference server that is too busy gives starts up: what differs for a reason differs again.
                if (await WhyDifferentAsync(seed) is { } once)
                {
                    var again = await WhyDifferentAsync(seed);
                    lock (failures)
                    {
                        output.WriteLine($"Told twice, {(again is null ? "then alike" : "then differing")}: {once}");
                        failures.AddRange(again is null ? [] : [again]);
                    }
                }
            });
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;

    private async Task<string?> WhyDifferentAsync(int seed)
    {
        var (embedded, real) = (await WithAsync(ServerKind.Embedded), await WithAsync(ServerKind.Real));
        var story = new ScheduleStory(seed, embedded, real);
        try
        {
            await story.TellAsync(Moves);
            return null;
        }
        catch (XunitException difference)
        {
            return difference.Message;
        }
        catch (RpcException failure)
        {
            return $"Seed {seed}, embedded at {embedded.Connection.Options.TargetHost}: {failure}\n{story.Told}";
        }
    }
}
