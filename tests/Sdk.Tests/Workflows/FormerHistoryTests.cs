using Sdk.Tests.Replay;
using Temporalio.Api.Sdk.V1;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>Histories of official SDKs from before a flag, and of this one from before the official generator.</summary>
public sealed class FormerHistoryTests
{
    private const string Ours = "temporal-dotnet-managed";
    private const string Official = "temporal-dotnet";

    /// <summary>Two conditions are true at once; the first to wake makes the other false again.</summary>
    [Workflow]
    public class TwoWaits
    {
        private bool open;

        [WorkflowRun]
        public async Task RunAsync()
        {
            async Task WaitAsync()
            {
                await Workflow.WaitConditionAsync(() => open);
                open = false;
            }

            var both = new[] { WaitAsync(), WaitAsync() };
            await Workflow.DelayAsync(1000);
            open = true;
            await Workflow.DelayAsync(1000);
            if (both.All(wait => wait.IsCompleted))
            {
                await Workflow.DelayAsync(1000);
            }
        }
    }

    /// <summary>Ends in a signal handler before its run method has begun.</summary>
    [Workflow]
    public class EndsEarly
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(1000);

        [WorkflowSignal]
        public Task EndAsync() => throw new ApplicationFailureException("early");
    }

    [Fact]
    public async Task TwoConditions_BeforeTheModernLoop_WakeTogether()
    {
        await ReplayAsync<TwoWaits>(Waits(lang: [2], timers: 2));
        await ReplayAsync<TwoWaits>(Waits(lang: [], timers: 3));
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync<TwoWaits>(Waits(lang: [2], timers: 3)));
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync<TwoWaits>(Waits(lang: [], timers: 2)));
    }

    [Fact]
    public void Behaviour_WhatAHistoryRecorded_DecidesLoopAndGenerator()
    {
        Assert.Equal(new(true, true), Begin(null, [], [], isCompleted: false));
        Assert.Equal(new(true, true), Begin(Official, [1, 2, 3], [2]));
        Assert.Equal(new(false, true), Begin(Official, [1, 2, 3], []));
        Assert.Equal(new(false, true), Begin(string.Empty, [1, 2], []));
        Assert.Equal(new(true, false), Begin(Ours, [1, 2, 3], [2]));
        Assert.Equal(new(true, true), Begin(Ours, [1, 2, 3], [2, SdkFlags.OfficialRandom]));

        // Without any word: as all histories of this SDK on servers that keep none were made.
        Assert.Equal(new(true, false), Begin(string.Empty, [], []));
    }

    [Fact]
    public async Task CommandsBehindTheEnd_BeforeEndsWentLast_WereLost()
    {
        await ReplayAsync<EndsEarly>(Early([1, 2, 3], timer: true));
        await ReplayAsync<EndsEarly>(Early([1, 2], timer: false));
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync<EndsEarly>(Early([1, 2, 3], timer: false)));
        await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => ReplayAsync<EndsEarly>(Early([1, 2], timer: true)));
    }

    private static RunBehavior Begin(string? name, uint[] core, uint[] lang, bool isCompleted = true)
    {
        var flags = new SdkFlags();
        flags.Learn(new() { SdkName = name ?? string.Empty, CoreUsedFlags = { core }, LangUsedFlags = { lang } });
        return flags.Begin(isCompleted);
    }

    private static WorkflowTaskCompletedMetadata Metadata(uint[] core, uint[] lang) =>
        new() { SdkName = Official, CoreUsedFlags = { core }, LangUsedFlags = { lang } };

    private static WorkflowHistory Early(uint[] core, bool timer)
    {
        var history = new HistoryBuilder().Started("EndsEarly").Signaled("End").OpenTask().TaskCompleted(Metadata(core, [2]));
        return new("id", [.. (timer ? history.TimerStarted() : history).Failed().Events]);
    }

    private static WorkflowHistory Waits(uint[] lang, int timers)
    {
        var history = new HistoryBuilder().Started("TwoWaits").OpenTask().TaskCompleted(Metadata([1, 2, 3], lang));
        for (var i = 1; i <= timers; i++)
        {
            history.TimerStarted($"{i}").TimerFired($"{i}").Task();
        }

        return new("id", [.. history.Completed().Events]);
    }

    private static async Task ReplayAsync<T>(WorkflowHistory history) =>
        await new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }.AddWorkflow<T>()).ReplayWorkflowAsync(history);
}
