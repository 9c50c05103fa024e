using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>Queries of runs that wait for nothing, open and closed, with their answers.</summary>
internal sealed class QueryMoves(Cast cast) : IMoveSource
{
    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene) =>
        from run in scene.Runs
        where run.HasCompletedATask && run.WorkflowId != Cast.Hasty &&
            run.Described.PendingWorkflowTask is null && scene.Current(run.WorkflowId)!.Described.PendingWorkflowTask is null
        select ((int, Func<Move>))(run.IsOpen ? 2 : 1, () => Ask(run));

    private static bool IsRejected(RunView run, QueryRejectCondition condition) => !run.IsOpen && condition switch
    {
        QueryRejectCondition.NotOpen => true,
        QueryRejectCondition.NotCompletedCleanly => run.Status != WorkflowExecutionStatus.Completed,
        _ => false,
    };

    private Move Ask(RunView run)
    {
        var condition = cast.Pick(QueryRejectCondition.None, QueryRejectCondition.NotOpen, QueryRejectCondition.NotCompletedCleanly);
        var isAnswered = !cast.OneIn(4);
        return new($"query {run.Name}, {condition}, {(isAnswered ? "answered" : "failed")}", async player =>
        {
            var asked = player.TellAsync(() => player.Rpc.QueryWorkflowAsync(
                new()
                {
                    Namespace = Player.Namespace,
                    Execution = player.Execution(run.WorkflowId, run.Number),
                    Query = new() { QueryType = "how", QueryArgs = Values.Arguments("argument") },
                    QueryRejectCondition = condition,
                },
                new() { Timeout = TimeSpan.FromSeconds(30) }));
            if (IsRejected(run, condition))
            {
                return await asked;
            }

            var task = new PollWorkflowTaskQueueResponse();
            var polled = await player.TellAsync(() => player.PollAsync(run.WorkflowId), reply => task = reply);
            var answered = await player.TellAsync(() => player.Rpc.RespondQueryTaskCompletedAsync(new()
            {
                Namespace = Player.Namespace,
                TaskToken = task.TaskToken,
                CompletedType = isAnswered ? QueryResultType.Answered : QueryResultType.Failed,
                QueryResult = isAnswered ? Values.Arguments("well") : null,
                ErrorMessage = isAnswered ? string.Empty : "no such query",
            }));
            return $"{polled}\n{answered}\n{await asked}";
        });
    }
}
