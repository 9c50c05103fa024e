using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Sdk.Tests.Worker.Real;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Replay.Golden;

/// <summary>
/// Makes the histories: runs each feature through each ending on the real server, and exports it by its CLI.
/// </summary>
internal sealed class GoldenRecorder(TemporalClient client, string address, string folder)
{
    public const string Queue = "golden";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The options of a server that can be recorded from.</summary>
    public static ServerProcessOptions Server { get; } = new()
    {
        SearchAttributes = ["GoldenWord=Keyword", "GoldenNumber=Int"],
    };

    public static string FileOf(GoldenFeature feature, GoldenEnding ending) => $"{feature.Name}.{ending}.v1.json.gz";

    /// <summary>The id that the recorded run had.</summary>
    public static string IdOf(string file) => $"golden-{file.Split('.')[0]}-{file.Split('.')[1]}";

    /// <summary>Makes what is not there yet. What is there stays as it is.</summary>
    public async Task RecordAsync()
    {
        await using var activities = Start(options => options.AddAllActivities(typeof(GoldenActivities), null));
        foreach (var feature in GoldenFeature.All)
        {
            foreach (var ending in Enum.GetValues<GoldenEnding>())
            {
                var file = Path.Combine(folder, FileOf(feature, ending));
                if (!File.Exists(file))
                {
                    var runId = await RunAsync(feature, ending, IdOf(Path.GetFileName(file)));
                    await WriteAsync(file, await ExportAsync(IdOf(Path.GetFileName(file)), runId));
                }
            }
        }
    }

    private static async Task WriteAsync(string file, string json)
    {
        await using var written = File.Create(file);
        await using var compressed = new GZipStream(written, CompressionLevel.SmallestSize);
        await compressed.WriteAsync(Encoding.UTF8.GetBytes(json));
    }

    private async Task<string> RunAsync(GoldenFeature feature, GoldenEnding ending, string id)
    {
        var worker = StartWorkflows(ending);
        try
        {
            var options = new WorkflowOptions(id, Queue)
            {
                TaskTimeout = ending == GoldenEnding.TimedOutTask ? TimeSpan.FromSeconds(1) : feature.TaskTimeout,
            };
            var handle = await client.StartWorkflowAsync(feature.Type, feature.Arguments?.Invoke(id) ?? [], options);
            var run = client.GetWorkflowHandle(id, handle.ResultRunId);
            await (feature.FirstPart?.Invoke(run) ?? Task.CompletedTask);
            await Eventually.IsAsync(
                () => run.QueryAsync<bool>("waiting", []), $"{id} waits", () => "Is it stuck?");
            if (ending == GoldenEnding.TimedOutTask)
            {
                await worker.DisposeAsync();
                await run.SignalAsync("go", []);
                await LoseTaskAsync(run);
                worker = StartWorkflows(ending);
            }
            else
            {
                if (ending == GoldenEnding.FailedTask)
                {
                    GatedWorkflow.FailNextTask();
                }

                await run.SignalAsync("go", []);
            }

            await run.GetResultAsync().WaitAsync(Patience);
            return ending == GoldenEnding.Reset ? await ResetAsync(run) : run.RunId!;
        }
        finally
        {
            await worker.DisposeAsync();
        }
    }

    // Takes the task as a worker would, and says nothing until the server gives it up.
    private async Task LoseTaskAsync(WorkflowHandle run)
    {
        var poll = await client.WorkflowService.PollWorkflowTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Queue },
            Identity = "silent",
        });
        Assert.Equal(run.Id, poll.WorkflowExecution.WorkflowId);
        await RealRun.EventAsync(run, EventType.WorkflowTaskTimedOut);
    }

    private async Task<string> ResetAsync(WorkflowHandle run)
    {
        var events = (await run.FetchHistoryAsync()).Events.ToList();
        var gate = events.FindIndex(e => e.WorkflowExecutionSignaledEventAttributes?.SignalName == "go");
        var task = events.FindLastIndex(gate, e => e.EventType == EventType.WorkflowTaskCompleted);
        var reset = await client.WorkflowService.ResetWorkflowExecutionAsync(new()
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = run.Id, RunId = run.RunId },
            Reason = "again from the gate",
            RequestId = Guid.NewGuid().ToString(),
            WorkflowTaskFinishEventId = events[task].EventId,
        });
        await client.GetWorkflowHandle(run.Id, reset.RunId).GetResultAsync().WaitAsync(Patience);
        return reset.RunId;
    }

    private static async Task<string> ReadAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    private Task<string> ExportAsync(string id, string runId) => ReadAsync(new(
        RealServer.FindProgram(),
        [
            "workflow", "show", "--address", address, "--workflow-id", id, "--run-id", runId, "--output", "json",
        ])
    {
        RedirectStandardOutput = true,
    });

    private RunningWorker StartWorkflows(GoldenEnding ending) => Start(options =>
    {
        options.MaxCachedWorkflows = ending == GoldenEnding.Evicted ? 0 : options.MaxCachedWorkflows;

        // For local activities, which belong to the worker of their workflow.
        options.AddAllActivities(typeof(GoldenActivities), null);
        foreach (var workflow in GoldenWorkflows.All)
        {
            options.AddWorkflow(workflow);
        }
    });

    private RunningWorker Start(Action<TemporalWorkerOptions> configure)
    {
        var options = new TemporalWorkerOptions(Queue) { Identity = "recorder" };
        configure(options);
        return new(new TemporalWorker(client, options));
    }
}
