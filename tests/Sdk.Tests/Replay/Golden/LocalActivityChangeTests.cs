using System.IO.Compression;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Replay.Golden;

/// <summary>Code that calls local activities in another way than its recorded history is found.</summary>
public sealed class LocalActivityChangeTests
{
    public enum Change
    {
        Type,
        Id,
        OneMore,
        OneLess,
        NotLocal,
    }

    [Theory]
    [InlineData(Change.Type)]
    [InlineData(Change.Id)]
    [InlineData(Change.OneMore)]
    [InlineData(Change.OneLess)]
    [InlineData(Change.NotLocal)]
    public async Task History_CodeThatCallsOtherwise_IsFound(Change change)
    {
        foreach (var ending in Enum.GetValues<GoldenEnding>())
        {
            await FindAsync(change, ending);
        }
    }

    private static async Task FindAsync(Change change, GoldenEnding ending)
    {
        var file = Path.Combine(
            Checkout.Root, "tests", "Sdk.Tests", "Replay", "Histories", $"Locals.{ending}.v1.json.gz");
        await using var compressed = File.OpenRead(file);
        using var text = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        var history = WorkflowHistory.FromJson("golden-Locals-" + ending, await text.ReadToEndAsync());
        var options = new WorkflowReplayerOptions { Interceptors = [new Changer(change)] };

        await Assert.ThrowsAsync<WorkflowNondeterminismException>(
            () => new WorkflowReplayer(options.AddWorkflow<GoldenWorkflows.Locals>()).ReplayWorkflowAsync(history));
    }

    private sealed class Changer(Change change) : IWorkerInterceptor
    {
        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
            new Inbound(nextInterceptor, change);

        private sealed class Inbound(WorkflowInboundInterceptor next, Change change) : WorkflowInboundInterceptor(next)
        {
            public override void Init(WorkflowOutboundInterceptor outbound) => base.Init(new Outbound(outbound, change));
        }

        private sealed class Outbound(WorkflowOutboundInterceptor next, Change change) : WorkflowOutboundInterceptor(next)
        {
            public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input)
            {
                switch (change)
                {
                    case Change.Type:
                        return base.ScheduleLocalActivityAsync<TResult>(input with { Activity = "golden-other" });
                    case Change.Id:
                        var options = (LocalActivityOptions)input.Options.Clone();
                        options.ActivityId = "another";
                        return base.ScheduleLocalActivityAsync<TResult>(input with { Options = options });
                    case Change.OneMore:
                        _ = base.ScheduleLocalActivityAsync<TResult>(input);
                        return base.ScheduleLocalActivityAsync<TResult>(input);
                    case Change.OneLess:
                        return Task.FromResult(default(TResult)!);
                    default:
                        return ScheduleActivityAsync<TResult>(new(
                            input.Activity, input.Args, new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) }, null));
                }
            }
        }
    }
}
