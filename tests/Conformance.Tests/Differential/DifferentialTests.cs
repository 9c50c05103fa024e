using System.Globalization;
using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Client;
using Temporalio.Exceptions;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Conformance.Tests.Differential;

/// <summary>
/// Random conversations with both servers at once. A failure names its seed: DIFFERENTIAL_FIRST=seed repeats it alone;
/// DIFFERENTIAL_SEEDS=n holds n conversations instead of a few.
/// </summary>
public sealed class DifferentialTests(SharedServers servers, ITestOutputHelper output) : Behaviour(servers)
{
    private const int AtOnce = 4;
    private const int Moves = 40;

    private static readonly int First = Number("DIFFERENTIAL_FIRST", 1);

    private static readonly int Count =
        Number("DIFFERENTIAL_SEEDS", Environment.GetEnvironmentVariable("DIFFERENTIAL_FIRST") is null ? 5 : 1);

    [SkippableFact, BothServersTogether]
    public async Task RandomConversations_WithBothServers_AreAnsweredAlike()
    {
        var embedded = (await WithAsync(ServerKind.Embedded)).Connection;
        var real = (await WithAsync(ServerKind.Real)).Connection;
        var failures = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(First, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) =>
            {
                // What differs once only is the weather of a busy machine (a task lost by its time): the moves are the
                // same each time, so what differs for a reason differs again.
                if (await WhyDifferentAsync(seed, embedded, real) is { } once)
                {
                    var again = await WhyDifferentAsync(seed, embedded, real);
                    lock (failures)
                    {
                        output.WriteLine($"Told twice, {(again is null ? "then alike" : "then differing")}: {once}");
                        failures.AddRange(again is null ? [] : [again]);
                    }
                }
            });
        output.WriteLine($"Seeds {First} to {First + Count - 1}.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {Count} conversations differ.\n{string.Join("\n\n", failures)}");
    }

    private static async Task<string?> WhyDifferentAsync(
        int seed, ITemporalConnection embedded, ITemporalConnection real)
    {
        var story = new Story(seed, embedded, real);
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
            return $"Seed {seed}: {failure}\n{story.Told}";
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
