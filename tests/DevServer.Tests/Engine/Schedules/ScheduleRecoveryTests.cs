using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Schedule.V1;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>What is stored of a schedule is all of it.</summary>
public sealed class ScheduleRecoveryTests
{
    private const int Specs = 80;

    [Fact]
    public void Crash_OfAScheduleWithAnySpec_ChangesNothingOfIt()
    {
        var held = 0;
        for (var seed = 1; seed <= Specs; seed++)
        {
            var bench = new EngineBench();
            if (!TryCreate(bench, new SpecMaker(seed, faults: false).Make()))
            {
                continue;
            }

            bench.Trigger();
            bench.PatchSchedule(patch => patch.Pause = "for the crash");
            var before = bench.DescribeSchedule();

            bench.Crash();

            Assert.Equal(before, bench.DescribeSchedule());
            held++;
        }

        Assert.True(held > Specs / 2, $"only {held} of {Specs} specs are ones");
    }

    private static bool TryCreate(EngineBench bench, ScheduleSpec spec)
    {
        try
        {
            bench.CreateSchedule(change: request =>
            {
                request.Schedule.Spec = spec;
                request.Memo = new() { Fields = { ["m"] = Make.Json("1") } };
                request.SearchAttributes = new() { IndexedFields = { ["CustomKey"] = Make.Json("\"k\"") } };
            });
            return true;
        }
        catch (RpcError)
        {
            return false;
        }
    }
}
