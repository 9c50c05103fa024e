using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Differential;

/// <summary>
/// Updates, each with what the worker does about it, as one move: the task of an update waits for nobody long.
/// </summary>
internal sealed class UpdateMoves(Cast cast) : IMoveSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly List<string> ids = [];

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        foreach (var run in scene.Runs.Where(run => run.IsOpen && !run.IsClosing && run.WorkflowId != Cast.Hasty &&
            run.Events.Count > 1))
        {
            if (!run.HasStartedTask || cast.Held(WorkflowTaskMoves.Of(run)) is not null)
            {
                yield return (4, () => Update(run, withStart: false));
            }
        }

        foreach (var run in scene.Runs.Where(run => !run.IsOpen && !run.HasReappliedUpdates && ids.Count > 0))
        {
            yield return (1, () => OfClosed(run));
        }

        foreach (var workflow in cast.Roots)
        {
            if (scene.Current(workflow) is { IsOpen: true, HasStartedTask: false, Events.Count: > 1 } run)
            {
                yield return (1, () => Update(run, withStart: true));
            }
            else if (scene.Current(workflow) is { IsOpen: false } closed)
            {
                yield return (1, () => Update(closed, withStart: true));
            }
        }
    }

    private Move OfClosed(RunView run)
    {
        var id = cast.Pick(ids);
        return new($"update {id} of {run.Name}, closed", player => player.TellAsync(
            () => player.Rpc.UpdateWorkflowExecutionAsync(Request(player, run.WorkflowId, run.Number, id, Stage.Completed))));
    }

    private Move Update(RunView run, bool withStart)
    {
        var isKnown = ids.Count > 0 && !withStart && !run.HasReappliedUpdates && !run.KeepsFailing && cast.OneIn(6);
        var id = isKnown ? cast.Pick(ids) : cast.New("update");
        var answer = withStart ? "complete" : cast.Pick("complete", "complete", "accept", "reject", "ignore", "fail first", "close");
        var stage = isKnown || answer == "accept" ? Stage.Accepted : cast.Pick(Stage.Accepted, Stage.Completed, Stage.Unspecified);
        var held = run.HasStartedTask ? cast.Held(WorkflowTaskMoves.Of(run)) : null;
        if (!isKnown)
        {
            ids.Add(id);
        }

        return new($"update {id} of {run.Name}{(withStart ? " with start" : string.Empty)}, {stage}, {answer}", async player =>
        {
            var sent = withStart
                ? player.TellAsync(() => player.Rpc.ExecuteMultiOperationAsync(Multi(player, run.WorkflowId, id, stage), new() { Timeout = Patience }))
                : player.TellAsync(() => player.Rpc.UpdateWorkflowExecutionAsync(
                    Request(player, run.WorkflowId, null, id, stage), new() { Timeout = Patience }));
            if (!await IsWaitingAsync(player, run.WorkflowId, id, sent))
            {
                return await sent;
            }

            var told = new List<string>();
            if (held is not null)
            {
                told.Add(await player.TellAsync(
                    () => player.Rpc.RespondWorkflowTaskCompletedAsync(WorkflowTaskMoves.Completion(player, held))));
            }

            if (answer == "fail first")
            {
                told.Add(await AnswerAsync(player, run.WorkflowId, "fail"));
            }

            told.Add(await AnswerAsync(player, run.WorkflowId, answer));
            told.Add(await sent);
            return string.Join('\n', told);
        });
    }

    // Until the server knows the update. False when there is nothing for a worker to do about it.
    private static async Task<bool> IsWaitingAsync(Player player, string workflow, string id, Task sent)
    {
        while (!sent.IsCompleted)
        {
            try
            {
                var found = await player.Rpc.PollWorkflowExecutionUpdateAsync(new()
                {
                    Namespace = Player.Namespace,
                    UpdateRef = new() { WorkflowExecution = player.Execution(workflow), UpdateId = id },
                });
                return found.Stage is not (Stage.Accepted or Stage.Completed);
            }
            catch (RpcException missing) when (missing.Code == RpcException.StatusCode.NotFound)
            {
                await Task.Delay(Pause);
            }
        }

        return false;
    }

    private static async Task<string> AnswerAsync(Player player, string workflow, string answer)
    {
        var task = new PollWorkflowTaskQueueResponse();
        var polled = await player.TellAsync(() => player.PollAsync(workflow), reply => task = reply);
        if (answer == "fail")
        {
            return polled + '\n' + await player.TellAsync(() => player.Rpc.RespondWorkflowTaskFailedAsync(new()
            {
                Namespace = Player.Namespace,
                TaskToken = task.TaskToken,
                Identity = Player.Identity,
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            }));
        }

        var request = WorkflowTaskMoves.Completion(player, string.Empty);
        request.TaskToken = task.TaskToken;
        foreach (var update in task.Messages)
        {
            switch (answer)
            {
                case "ignore":
                    break;
                case "reject":
                    UpdateAnswers.Reject(request, update);
                    break;
                default:
                    UpdateAnswers.Accept(request, update);
                    if (answer is "complete" or "fail first")
                    {
                        UpdateAnswers.Complete(request, update.ProtocolInstanceId);
                    }

                    break;
            }
        }

        if (answer == "close")
        {
            request.Commands.Add(new Command
            {
                CommandType = CommandType.CompleteWorkflowExecution,
                CompleteWorkflowExecutionCommandAttributes = new() { Result = Values.Arguments("closed") },
            });
        }

        return polled + '\n' + await player.TellAsync(() => player.Rpc.RespondWorkflowTaskCompletedAsync(request));
    }

    private static UpdateWorkflowExecutionRequest Request(Player player, string workflow, int? run, string id, Stage stage) => new()
    {
        Namespace = Player.Namespace,
        WorkflowExecution = player.Execution(workflow, run),
        WaitPolicy = new() { LifecycleStage = stage },
        Request = new()
        {
            Meta = new() { UpdateId = id, Identity = Player.Identity },
            Input = new() { Name = "change", Args = Values.Arguments(id) },
        },
    };

    private static ExecuteMultiOperationRequest Multi(Player player, string workflow, string id, Stage stage)
    {
        var start = StartMoves.Request(player, workflow);
        start.RequestId = $"start of {id}";
        start.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting;
        return new()
        {
            Namespace = Player.Namespace,
            Operations =
            {
                new ExecuteMultiOperationRequest.Types.Operation { StartWorkflow = start },
                new ExecuteMultiOperationRequest.Types.Operation { UpdateWorkflow = Request(player, workflow, null, id, stage) },
            },
        };
    }
}
