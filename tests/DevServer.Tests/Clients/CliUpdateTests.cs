using System.Text.Json;
using DevServer.Tests.Hosting;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>The official CLI's updates and resets against the embedded server; the worker is played by hand.</summary>
public sealed class CliUpdateTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [SkippableFact]
    public async Task Update_Execute_PrintsTheOutcome()
    {
        await StartIdleAsync("cli-u1");

        var execute = JsonAsync(
            "workflow", "update", "execute", "--workflow-id", "cli-u1", "--name", "change", "--update-id", "u",
            "--input", "\"seven\"");
        var task = await PollAsync("cli-u1");
        var asked = task.Messages[0].Body.Unpack<Request>();
        Assert.Equal(("change", "\"seven\""), (asked.Input.Name, asked.Input.Args.Payloads_[0].Data.ToStringUtf8()));
        await AnswerAsync(task, accept: true, complete: true);

        Assert.Equal("done", (await execute).GetProperty("result").GetString());
    }

    [SkippableFact]
    public async Task Update_StartDescribeResult_FollowIt()
    {
        await StartIdleAsync("cli-u2");

        var start = JsonAsync(
            "workflow", "update", "start", "--workflow-id", "cli-u2", "--name", "change", "--update-id", "u",
            "--wait-for-stage", "accepted");
        await AnswerAsync(await PollAsync("cli-u2"), accept: true, complete: false);
        Assert.Equal("u", (await start).GetProperty("updateId").GetString());
        var described = await TextAsync("workflow", "update", "describe", "--workflow-id", "cli-u2", "--update-id", "u");
        Assert.Contains("Accepted", described, StringComparison.OrdinalIgnoreCase);

        var result = TextAsync("workflow", "update", "result", "--workflow-id", "cli-u2", "--update-id", "u");
        await TextAsync("workflow", "signal", "--workflow-id", "cli-u2", "--name", "go");
        await AnswerAsync(await PollAsync("cli-u2"), accept: false, complete: true);
        Assert.Contains("done", await result, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Update_OfAClosedWorkflow_FailsWithNotFound()
    {
        await StartIdleAsync("cli-u3");
        await TextAsync("workflow", "terminate", "--workflow-id", "cli-u3");

        var run = await RunAsync(
            "workflow", "update", "execute", "--workflow-id", "cli-u3", "--name", "change", "--update-id", "u");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("already completed", run.Error + run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task UpdateWithStart_Execute_StartsAndUpdates()
    {
        var execute = TextAsync(
            "workflow", "execute-update-with-start", "--workflow-id", "cli-u4", "--type", "T", "--task-queue", "cli-u4",
            "--id-conflict-policy", "UseExisting", "--update-name", "change", "--update-id", "u");
        await AnswerAsync(await PollAsync("cli-u4"), accept: true, complete: true);

        Assert.Contains("done", await execute, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reset_ToAnEventToTheFirstAndToTheLastTask_StartsNewRuns()
    {
        await StartIdleAsync("cli-r1");
        await TextAsync("workflow", "signal", "--workflow-id", "cli-r1", "--name", "go");
        await AnswerAsync(await PollAsync("cli-r1"), accept: false, complete: false);

        await ResetAsync("--event-id", "4");
        await ResetAsync("--type", "FirstWorkflowTask");
        await ResetAsync("--type", "LastWorkflowTask");

        var history = await JsonAsync("workflow", "show", "--workflow-id", "cli-r1");
        Assert.Equal(
            [
                "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED", "EVENT_TYPE_WORKFLOW_TASK_SCHEDULED",
                "EVENT_TYPE_WORKFLOW_TASK_STARTED", "EVENT_TYPE_WORKFLOW_TASK_FAILED",
                "EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED", "EVENT_TYPE_WORKFLOW_TASK_SCHEDULED",
            ],
            history.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("eventType").GetString()));
        Assert.Contains(
            "Total: 3",
            await TextAsync("workflow", "count", "--query", "WorkflowId = 'cli-r1' AND ExecutionStatus = 'Terminated'"),
            StringComparison.Ordinal);

        async Task ResetAsync(params string[] to)
        {
            var before = await CurrentRunAsync();
            await TextAsync(["workflow", "reset", "--workflow-id", "cli-r1", "--reason", "again", .. to]);
            Assert.NotEqual(before, await CurrentRunAsync());
            if (to[0] == "--type")
            {
                return;
            }

            await AnswerAsync(await PollAsync("cli-r1"), accept: false, complete: false);
        }

        async Task<string?> CurrentRunAsync() => (await JsonAsync("workflow", "describe", "--workflow-id", "cli-r1"))
            .GetProperty("workflowExecutionInfo").GetProperty("execution").GetProperty("runId").GetString();
    }

    private async Task StartIdleAsync(string id)
    {
        await TextAsync("workflow", "start", "--type", "T", "--task-queue", id, "--workflow-id", id);
        await AnswerAsync(await PollAsync(id), accept: false, complete: false);
    }

    private Task<PollWorkflowTaskQueueResponse> PollAsync(string queue) =>
        fixture.Client.CallAsync<PollWorkflowTaskQueueResponse>(new PollWorkflowTaskQueueRequest
        {
            Namespace = "default",
            TaskQueue = new TaskQueue { Name = queue },
            Identity = "test",
        });

    private async Task AnswerAsync(PollWorkflowTaskQueueResponse task, bool accept, bool complete)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Identity = "test",
        };
        if (accept)
        {
            Say(request, "u/accept", new Acceptance
            {
                AcceptedRequestMessageId = "u/request",
                AcceptedRequestSequencingEventId = task.Messages[0].EventId,
                AcceptedRequest = task.Messages[0].Body.Unpack<Request>(),
            });
        }

        if (complete)
        {
            Say(request, "u/complete", new Response
            {
                Meta = new Meta { UpdateId = "u" },
                Outcome = new Outcome
                {
                    Success = new()
                    {
                        Payloads_ =
                        {
                            new Temporalio.Api.Common.V1.Payload
                            {
                                Metadata = { ["encoding"] = Google.Protobuf.ByteString.CopyFromUtf8("json/plain") },
                                Data = Google.Protobuf.ByteString.CopyFromUtf8("\"done\""),
                            },
                        },
                    },
                },
            });
        }

        await fixture.Client.CallAsync<RespondWorkflowTaskCompletedResponse>(request);
    }

    private static void Say(
        RespondWorkflowTaskCompletedRequest request, string messageId, Google.Protobuf.IMessage body)
    {
        request.Messages.Add(new Message { Id = messageId, ProtocolInstanceId = "u", Body = Any.Pack(body) });
        request.Commands.Add(new Temporalio.Api.Command.V1.Command
        {
            CommandType = CommandType.ProtocolMessage,
            ProtocolMessageCommandAttributes = new() { MessageId = messageId },
        });
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse(await TextAsync([.. arguments, "--output", "json"]));
        return json.RootElement.Clone();
    }

    private async Task<string> TextAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, string.Join(' ', arguments) + ": " + run.Output + run.Error);
        return run.Output;
    }

    private Task<Command> RunAsync(params string[] arguments)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        return Command.RunAsync(RealServer.FindProgram(), [.. arguments, "--address", fixture.Address], Path.GetTempPath());
    }
}
