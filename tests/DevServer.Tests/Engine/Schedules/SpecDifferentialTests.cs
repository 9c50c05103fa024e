using System.Globalization;
using DevServer.Tests.Hosting;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;
using Xunit.Abstractions;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>
/// Random specs given to the reference server, in schedules that are paused, and to the spec engine: what is refused and
/// with which sentence, how it is described, and when it acts, around changes of clocks above all. A failure names its
/// seed: SPEC_FIRST=seed repeats it alone; SPEC_SEEDS=n tries n specs instead of a few.
/// </summary>
public sealed class SpecDifferentialTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private const string NoAnswer = "no answer";

    private static readonly int First = Number("SPEC_FIRST", 1);

    private static readonly int Count =
        Number("SPEC_SEEDS", Environment.GetEnvironmentVariable("SPEC_FIRST") is null ? 15 : 1);

    [SkippableFact]
    public async Task RandomSpecs_OnTheReferenceServer_AreReadAlike()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        using var client = new RawClient((await RealServer.SharedAsync()).Address);
        var space = await client.CallAsync<DescribeNamespaceResponse>(
            new DescribeNamespaceRequest { Namespace = "default" });
        var failures = new List<string>();
        var (refused, leftOut, moments) = (0, 0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(First, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) =>
            {
                // No answer once is the weather of a busy machine; twice, it is a spec that keeps the server busy.
                var judge = new SpecJudge(client, space.NamespaceInfo.Id, seed);
                var why = await WhyDifferentAsync(judge);
                if (why?.StartsWith(NoAnswer, StringComparison.Ordinal) == true)
                {
                    judge = new SpecJudge(client, space.NamespaceInfo.Id, seed);
                    why = await WhyDifferentAsync(judge);
                }

                lock (failures)
                {
                    failures.AddRange(why is null ? [] : [$"Seed {seed}: {why}\n{judge.Spec}"]);
                    refused += judge.IsRefused ? 1 : 0;
                    leftOut += judge.IsLeftOut ? 1 : 0;
                    moments += judge.Moments;
                }
            });
        output.WriteLine(
            $"Seeds {First} to {First + Count - 1}; {refused} refused by both, {leftOut} left out; {moments} moments.");
        Assert.True(failures.Count == 0, $"{failures.Count} differ.\n{string.Join("\n\n", failures.Take(20))}");
    }

    private static async Task<string?> WhyDifferentAsync(SpecJudge judge)
    {
        try
        {
            return await judge.WhyDifferentAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or RawRpcException)
        {
            return $"{NoAnswer}: {failure.Message}";
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
