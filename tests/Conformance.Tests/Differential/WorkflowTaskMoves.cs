using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>Taking workflow tasks and ending them: with commands, with a failure, too late.</summary>
internal sealed class WorkflowTaskMoves(Cast cast) : IMoveSource
{
    private readonly CommandMaker commands = new(cast);

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        foreach (var run in scene.Runs.Where(run => run.IsOpen && run.WorkflowId != Cast.Hasty))
        {
            if (run.HasScheduledTask)
            {
                yield return (10, () => Poll(run));
            }

            if (run.HasStartedTask && cast.Held(Of(run)) is { } task)
            {
                yield return (14, () => Complete(scene, run, task));
                yield return (2, () => Fail(task));
            }
        }

        if (cast.OldTasks.Where(task => task.StartsWith("task", StringComparison.Ordinal)).ToList() is { Count: > 0 } old)
        {
            yield return (1, () => CompleteLate(cast.Pick(old)));
        }
    }

    public static string Of(RunView run) => $"task {run.Name}";

    private Move Poll(RunView run)
    {
        var name = cast.Hold(Of(run));
        return new($"take {name}", player => player.PollAndKeepAsync(run.WorkflowId, name));
    }

    private static Move Fail(string task) => new($"fail {task}", player => player.TellAsync(
        () => player.Rpc.RespondWorkflowTaskFailedAsync(new()
        {
            Namespace = Player.Namespace,
            TaskToken = player.Token(task),
            Identity = Player.Identity,
            Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            Failure = new() { Message = "on purpose", ApplicationFailureInfo = new() { Type = "OnPurpose" } },
        })));

    private Move Complete(Scene scene, RunView run, string task)
    {
        var (wantsNew, forcesNew) = (cast.OneIn(8), cast.OneIn(16));
        var made = commands.Make(scene, run, isAlone: wantsNew || forcesNew);
        var finished = cast.OneIn(2) ? run.OpenUpdates.FirstOrDefault() : null;
        var next = wantsNew || forcesNew ? cast.Hold(Of(run)) : string.Empty;
        var text = string.Join(", ", made.Select(one => one.Text));
        return new($"complete {task}: {text} {finished} {(wantsNew ? "wants new" : string.Empty)} {(forcesNew ? "forces new" : string.Empty)}", player =>
        {
            var request = Completion(player, task);
            request.ReturnNewWorkflowTask = wantsNew;
            request.ForceCreateNewWorkflowTask = forcesNew;
            if (finished is not null)
            {
                UpdateAnswers.Complete(request, finished);
            }

            request.Commands.AddRange(made.Select(one => one.Make(player)));
            return player.TellAsync(
                () => player.Rpc.RespondWorkflowTaskCompletedAsync(request),
                reply => Keep(player, next, reply));
        });
    }

    private static void Keep(Player player, string name, RespondWorkflowTaskCompletedResponse reply)
    {
        if (reply.WorkflowTask is { TaskToken.IsEmpty: false } task)
        {
            player.Keep(name, task.TaskToken);
        }
    }

    private static Move CompleteLate(string task) => new($"complete {task} late", player => player.TellAsync(
        () => player.Rpc.RespondWorkflowTaskCompletedAsync(Completion(player, task))));

    public static RespondWorkflowTaskCompletedRequest Completion(Player player, string task) => new()
    {
        Namespace = Player.Namespace,
        TaskToken = player.Token(task),
        Identity = Player.Identity,
        SdkMetadata = new() { SdkName = "player", SdkVersion = "1.0.0" },
    };
}
