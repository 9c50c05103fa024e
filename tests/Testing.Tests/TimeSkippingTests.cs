using Temporalio.Testing;

namespace Testing.Tests;

/// <summary>Time passes as the workflows want it, not as the wall clock goes.</summary>
public sealed class TimeSkippingTests
{
    /// <summary>Far more than a skip needs, far less than any time that is skipped here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task GetResult_ThirtyDayTimer_EndsAtOnce()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        Assert.True(environment.SupportsTimeSkipping);
        await Staffed.RunAsync(environment, async client =>
        {
            var before = await environment.GetCurrentTimeAsync();

            var handle = await client.StartWorkflowAsync(
                (SleeperWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(30)), Staffed.Options());
            var slept = await handle.GetResultAsync().WaitAsync(Patience);

            Assert.InRange(slept, TimeSpan.FromDays(30), TimeSpan.FromDays(30.1));
            Assert.True(await environment.GetCurrentTimeAsync() - before >= TimeSpan.FromDays(30));
        });
    }

    [Fact]
    public async Task Describe_AfterSkippedTime_ShowsTheTimeOfTheRun()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(environment, async client =>
        {
            var handle = await client.StartWorkflowAsync(
                (SleeperWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(400)), Staffed.Options());
            await handle.GetResultAsync().WaitAsync(Patience);

            // Longer than the retention of the namespace: the result is still there.
            var described = await handle.DescribeAsync();
            Assert.True(described.CloseTime - described.StartTime >= TimeSpan.FromDays(400));
            Assert.True(await handle.GetResultAsync().WaitAsync(Patience) >= TimeSpan.FromDays(400));
        });
    }

    [Fact]
    public async Task GetResult_PausesBetweenAttempts_AreSkipped()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(
            environment,
            async client =>
            {
                var before = await environment.GetCurrentTimeAsync();

                var attempts = await (await client.StartWorkflowAsync(
                    (RetryingWorkflow workflow) => workflow.RunAsync(), Staffed.Options()))
                    .GetResultAsync().WaitAsync(Patience);

                Assert.Equal(3, attempts);
                Assert.True(await environment.GetCurrentTimeAsync() - before >= TimeSpan.FromDays(3));
            },
            new StubbornActivities());
    }

    [Fact]
    public async Task GetResult_PausesOfALocalActivity_AreSkipped()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(
            environment,
            async client =>
            {
                var before = await environment.GetCurrentTimeAsync();

                var attempts = await (await client.StartWorkflowAsync(
                    (LocalRetryingWorkflow workflow) => workflow.RunAsync(), Staffed.Options()))
                    .GetResultAsync().WaitAsync(Patience);

                Assert.Equal(3, attempts);
                Assert.True(await environment.GetCurrentTimeAsync() - before >= TimeSpan.FromDays(3));
            },
            new StubbornActivities());
    }

    [Fact]
    public async Task GetResult_ActivityUnderWay_HoldsTheClock()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        var slow = new SlowActivities();
        await Staffed.RunAsync(
            environment,
            async client =>
            {
                var before = await environment.GetCurrentTimeAsync();
                var handle = await client.StartWorkflowAsync(
                    (RaceWorkflow workflow) => workflow.RunAsync(), Staffed.Options());
                var result = handle.GetResultAsync();
                await slow.Started.Task.WaitAsync(Patience);

                Assert.True(await environment.GetCurrentTimeAsync() - before < TimeSpan.FromHours(1));
                slow.MayEnd.SetResult();

                Assert.Equal("activity", await result.WaitAsync(Patience));
                Assert.True(await environment.GetCurrentTimeAsync() - before < TimeSpan.FromHours(1));
            },
            slow);
    }

    [Fact]
    public async Task Delay_SignalMidWay_ComesInTime()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(environment, async client =>
        {
            var handle = await client.StartWorkflowAsync(
                (WaiterWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(10)), Staffed.Options());

            await environment.DelayAsync(TimeSpan.FromDays(4)).WaitAsync(Patience);
            Assert.Equal("none", await handle.QueryAsync(workflow => workflow.Word()));
            await handle.SignalAsync(workflow => workflow.SayAsync("hello"));

            Assert.Equal("hello", await handle.GetResultAsync().WaitAsync(Patience));
            var described = await handle.DescribeAsync();
            Assert.InRange(
                described.CloseTime!.Value - described.StartTime, TimeSpan.FromDays(4), TimeSpan.FromDays(4.1));
        });
    }

    [Fact]
    public async Task GetResult_NobodySignals_GivesUpInItsOwnTime()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(environment, async client =>
        {
            var handle = await client.StartWorkflowAsync(
                (WaiterWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(10)), Staffed.Options());

            Assert.Equal("gave up", await handle.GetResultAsync().WaitAsync(Patience));
        });
    }

    [Fact]
    public async Task WithAutoTimeSkippingDisabled_ResultAwaited_SkipsNothing()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        await Staffed.RunAsync(environment, async client =>
        {
            var before = await environment.GetCurrentTimeAsync();
            var handle = await client.StartWorkflowAsync(
                (WaiterWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(10)), Staffed.Options());

            var word = await environment.WithAutoTimeSkippingDisabledAsync(async () =>
            {
                var result = handle.GetResultAsync();
                Assert.Equal("none", await handle.QueryAsync(workflow => workflow.Word()));
                await handle.SignalAsync(workflow => workflow.SayAsync("now"));
                return await result.WaitAsync(Patience);
            });

            Assert.Equal("now", word);
            Assert.True(await environment.GetCurrentTimeAsync() - before < TimeSpan.FromHours(1));

            // And afterwards it skips again.
            var next = await client.StartWorkflowAsync(
                (SleeperWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(1)), Staffed.Options());
            Assert.True(await next.GetResultAsync().WaitAsync(Patience) >= TimeSpan.FromDays(1));
        });
    }

    [Fact]
    public async Task Delay_Canceled_LocksAgain()
    {
        await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
        var slow = new SlowActivities();
        await Staffed.RunAsync(
            environment,
            async client =>
            {
                var before = await environment.GetCurrentTimeAsync();
                var handle = await client.StartWorkflowAsync(
                    (RaceWorkflow workflow) => workflow.RunAsync(), Staffed.Options());
                await slow.Started.Task.WaitAsync(Patience);
                using var cancel = new CancellationTokenSource();

                var delay = environment.DelayAsync(TimeSpan.FromDays(30), cancel.Token);
                await cancel.CancelAsync();
                await Assert.ThrowsAnyAsync<Exception>(() => delay.WaitAsync(Patience));
                slow.MayEnd.SetResult();
                await environment.WithAutoTimeSkippingDisabledAsync(() => handle.GetResultAsync().WaitAsync(Patience));

                Assert.True(await environment.GetCurrentTimeAsync() - before < TimeSpan.FromHours(1));
            },
            slow);
    }

    [Fact]
    public async Task Environments_SeveralAtOnce_KeepTheirOwnTime()
    {
        await using var still = await WorkflowEnvironment.StartTimeSkippingAsync();
        var began = await still.GetCurrentTimeAsync();
        var slept = await Task.WhenAll(Enumerable.Range(1, 3).Select(SleepAsync));

        Assert.Equal([1, 2, 3], slept);
        Assert.True(await still.GetCurrentTimeAsync() - began < TimeSpan.FromHours(1));

        static async Task<int> SleepAsync(int years)
        {
            await using var environment = await WorkflowEnvironment.StartTimeSkippingAsync();
            var result = TimeSpan.Zero;
            await Staffed.RunAsync(environment, async client =>
            {
                var handle = await client.StartWorkflowAsync(
                    (SleeperWorkflow workflow) => workflow.RunAsync(TimeSpan.FromDays(365 * years)), Staffed.Options());
                result = await handle.GetResultAsync().WaitAsync(Patience);
            });
            return (int)(result.TotalDays / 365);
        }
    }
}
