using System.Diagnostics;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Workflows;

/// <summary>
/// One workflow that uses nearly everything, on the reference server: with a cache and, replaying before every task, without.
/// What the server wrote must replay, fetched by the client and as the official CLI shows it.
/// </summary>
public sealed class RealServerWorkflowTests : IAsyncLifetime
{
    private static readonly SearchAttributeKey<string> Word = SearchAttributeKey.CreateKeyword("SinkWord");

    private ServerProcess? server;

    public async Task InitializeAsync()
    {
        if (RealServer.WhyMissing is null)
        {
            server = await RealServer.StartAsync(new() { SearchAttributes = ["SinkWord=Keyword"] });
        }
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData(100)]
    [InlineData(0)]
    public async Task KitchenSink_OnTheReferenceServer_EndsAndReplays(int cached)
    {
        Skip.If(server is null, RealServer.WhyMissing);
        var client = await TemporalClient.ConnectAsync(new(server.Address));
        var queue = $"sink-{cached}";
        var options = new TemporalWorkerOptions(queue) { MaxCachedWorkflows = cached }
            .AddWorkflow<Sink>().AddWorkflow<Child>().AddWorkflow<Target>().AddAllActivities(new Acts());
        using var worker = new TemporalWorker(client, options);
        await worker.ExecuteAsync(async () =>
        {
            var target = await client.StartWorkflowAsync((Target wf) => wf.RunAsync(), new($"target-{cached}", queue));
            var handle = await client.StartWorkflowAsync(
                (Sink wf) => wf.RunAsync(target.Id, 0), new($"sink-{cached}", queue));
            await handle.SignalAsync(wf => wf.AddAsync("one"));
            Assert.Equal("3", await handle.ExecuteUpdateAsync(wf => wf.ChangeAsync(3)));
            await Assert.ThrowsAsync<WorkflowUpdateFailedException>(() => handle.ExecuteUpdateAsync(wf => wf.ChangeAsync(-1)));
            await handle.SignalAsync(wf => wf.AddAsync("two"));
            Assert.Equal("continued one,two|3|kid 5|Act 4|canceled canceled canceled|again", await handle.GetResultAsync());
            Assert.Equal("hello from sink", await target.GetResultAsync());
            foreach (var id in new[] { handle.Id, target.Id, $"child-{handle.Id}" })
            {
                await ReplayAsync(client, id);
            }

            await ReplayAsync(client, handle.Id, handle.FirstExecutionRunId);
        });
    }

    [SkippableFact]
    public async Task Cancel_OnTheReferenceServer_CleansUpAndReplays()
    {
        Skip.If(server is null, RealServer.WhyMissing);
        var client = await TemporalClient.ConnectAsync(new(server.Address));
        using var worker = new TemporalWorker(
            client, new TemporalWorkerOptions("cancel").AddWorkflow<Cleaning>().AddAllActivities(new Acts()));
        await worker.ExecuteAsync(async () =>
        {
            var handle = await client.StartWorkflowAsync((Cleaning wf) => wf.RunAsync(), new("cancel", "cancel"));
            Assert.False(await handle.QueryAsync(wf => wf.Cleaned));
            await handle.CancelAsync();
            var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            Assert.IsType<CanceledFailureException>(failed.InnerException);
            Assert.True(await handle.QueryAsync(wf => wf.Cleaned));
            await ReplayAsync(client, handle.Id);
        });
    }

    private async Task ReplayAsync(TemporalClient client, string id, string? runId = null)
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }
            .AddWorkflow<Sink>().AddWorkflow<Child>().AddWorkflow<Target>().AddWorkflow<Cleaning>());
        await replayer.ReplayWorkflowAsync(await client.GetWorkflowHandle(id, runId).FetchHistoryAsync());
        await replayer.ReplayWorkflowAsync(WorkflowHistory.FromJson(id, await ShowAsync(id, runId)));
    }

    private async Task<string> ShowAsync(string id, string? runId)
    {
        List<string> arguments = ["workflow", "show", "-w", id, "--output", "json", "--address", server!.Address];
        if (runId is not null)
        {
            arguments.AddRange(["-r", runId]);
        }

        using var cli = Process.Start(new ProcessStartInfo(RealServer.FindProgram(), arguments) { RedirectStandardOutput = true })!;
        var json = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        return json;
    }

    public sealed class Acts
    {
        [Activity]
        public static string Act(int value) => $"Act {value}";

        [Activity]
        public static async Task UntilCanceledAsync()
        {
            while (true)
            {
                ActivityExecutionContext.Current.Heartbeat();
                await Task.Delay(50, ActivityExecutionContext.Current.CancellationToken);
            }
        }

        private static int calls;

        [Activity]
        public string FailOnce() => Interlocked.Increment(ref calls) % 2 == 1
            ? throw new ApplicationFailureException("once")
            : "again";
    }

    [Workflow]
    public sealed class Child
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int number)
        {
            await Workflow.DelayAsync(10);
            return $"kid {number}";
        }
    }

    [Workflow]
    public sealed class Target
    {
        private string? said;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => said is not null);
            return said!;
        }

        [WorkflowSignal]
        public async Task SayAsync(string what)
        {
            await Workflow.DelayAsync(1);
            said = what;
        }
    }

    [Workflow]
    public sealed class Cleaning
    {
        [WorkflowQuery]
        public bool Cleaned { get; private set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Task.WhenAll(
                    Workflow.DelayAsync(TimeSpan.FromHours(1)),
                    Workflow.ExecuteActivityAsync(() => Acts.UntilCanceledAsync(), Options(ActivityCancellationType.WaitCancellationCompleted)));
            }
            finally
            {
                await Workflow.ExecuteActivityAsync(() => Acts.Act(1), new()
                {
                    StartToCloseTimeout = TimeSpan.FromSeconds(10),
                    CancellationToken = CancellationToken.None,
                });
                Cleaned = true;
            }
        }
    }

    [Workflow]
    public sealed class Sink
    {
        private readonly List<string> added = [];
        private int changed;

        [WorkflowRun]
        public async Task<string> RunAsync(string targetId, int round, string before = "")
        {
            if (round == 1)
            {
                return $"continued {before}|{await Workflow.ExecuteActivityAsync((Acts acts) => acts.FailOnce(), Short())}";
            }

            Workflow.CurrentDetails = "begins";
            Workflow.UpsertTypedSearchAttributes(Word.ValueSet("wet"));
            Workflow.UpsertMemo(MemoUpdate.ValueSet("round", round));
            if (Workflow.Patched("way"))
            {
                await Workflow.DelayWithOptionsAsync(new(TimeSpan.FromMilliseconds(10 + Workflow.Random.Next(10)), "short"));
            }

            Workflow.DeprecatePatch("old way");
            await Workflow.WaitConditionAsync(() => added.Count == 2 && changed > 0, TimeSpan.FromMinutes(1));
            var child = Workflow.ExecuteChildWorkflowAsync(
                (Child kid) => kid.RunAsync(5), new() { Id = $"child-{Workflow.Info.WorkflowId}", StaticSummary = "a child" });
            var act = Workflow.ExecuteActivityAsync(() => Acts.Act(4), Short());
            var canceled = await CancelledWaysAsync();
            await Workflow.GetExternalWorkflowHandle<Target>(targetId).SignalAsync(wf => wf.SayAsync("hello from sink"));
            await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
            var result = $"{string.Join(',', added)}|{changed}|{await child}|{await act}|{canceled}";
            throw Workflow.CreateContinueAsNewException((Sink wf) => wf.RunAsync(targetId, 1, result));
        }

        [WorkflowSignal]
        public async Task AddAsync(string word)
        {
            await Workflow.DelayAsync(5);
            added.Add(word);
        }

        [WorkflowUpdate]
        public async Task<string> ChangeAsync(int to)
        {
            await Workflow.ExecuteActivityAsync(() => Acts.Act(to), Short());
            changed = to;
            return $"{changed}";
        }

        [WorkflowUpdateValidator(nameof(ChangeAsync))]
        public void Validate(int to)
        {
            if (to < 0)
            {
                throw new ArgumentException("negative");
            }
        }

        private static async Task<string> CancelledWaysAsync()
        {
            var ends = new List<string>();
            foreach (var type in Enum.GetValues<ActivityCancellationType>())
            {
                using var cancel = new CancellationTokenSource();
                var options = Options(type);
                options.CancellationToken = cancel.Token;
                var activity = Workflow.ExecuteActivityAsync(() => Acts.UntilCanceledAsync(), options);
                await Workflow.DelayAsync(150);
#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
                cancel.Cancel();
#pragma warning restore CA1849
                try
                {
                    await activity;
                }
                catch (ActivityFailureException e) when (TemporalException.IsCanceledException(e))
                {
                    ends.Add("canceled");
                }
            }

            return string.Join(' ', ends);
        }
    }

    private static ActivityOptions Short() => new() { StartToCloseTimeout = TimeSpan.FromSeconds(10), Summary = "an activity" };

    private static ActivityOptions Options(ActivityCancellationType type) => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(20),
        HeartbeatTimeout = TimeSpan.FromSeconds(2),
        CancellationType = type,
        RetryPolicy = new() { MaximumAttempts = 1 },
    };
}
