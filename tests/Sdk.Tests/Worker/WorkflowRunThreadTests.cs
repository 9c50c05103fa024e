using System.Diagnostics;
using Temporalio.Worker;

namespace Sdk.Tests.Worker;

public class WorkflowRunThreadTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Run_ManyAtOnce_NoneIsTakenForADeadlock()
    {
        // Together about twice the limit for each processor, as when a worker comes new and replays all of its runs.
        var work = TimeSpan.FromMilliseconds(20);
        var count = (int)(2 * Limit / work) * Environment.ProcessorCount;
        var steps = StepsIn(work);

        var results = await Task.WhenAll(
            Enumerable.Range(0, count).Select(number => new WorkflowRunThread(Limit).RunAsync(_ =>
            {
                Compute(steps);
                return number;
            })));

        Assert.Equal(Enumerable.Range(0, count), results);
    }

    [Fact]
    public async Task Run_ThatBlocks_IsNoticed_AndHoldsNobodyUp()
    {
        using var release = new ManualResetEventSlim();
        var blocked = Enumerable.Range(0, 2 * Environment.ProcessorCount + 4)
            .Select(_ => new WorkflowRunThread(TimeSpan.FromMilliseconds(50)))
            .ToList();

        await Task.WhenAll(blocked.Select(thread => Assert.ThrowsAsync<WorkflowRunDeadlockException>(
            () => thread.RunAsync(_ => release.Wait(TimeSpan.FromMinutes(1))))));
        var next = await new WorkflowRunThread(Limit).RunAsync(_ => "done");

        Assert.Equal("done", next);
        Assert.All(blocked, thread => Assert.True(thread.IsStuck));
        release.Set();
        await Task.WhenAll(blocked.Select(thread => thread.Idle));
    }

    private static long StepsIn(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var steps = 0L;
        while (clock.Elapsed < time)
        {
            Compute(1000);
            steps += 1000;
        }

        return steps;
    }

    private static double Compute(long steps)
    {
        var sum = 0d;
        for (var step = 1L; step <= steps; step++)
        {
            sum += Math.Sqrt(step);
        }

        return sum;
    }
}
