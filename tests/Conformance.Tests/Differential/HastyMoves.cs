using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>A workflow whose tasks time out soon: they are answered at once, or left until they have timed out.</summary>
internal sealed class HastyMoves(Cast cast) : IMoveSource
{
    // From the fourth attempt on the official server waits longer, and no two times alike.
    private const int MostAttempts = 2;

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        var run = scene.Current(Cast.Hasty);
        if (run is not { IsOpen: true })
        {
            yield return (1, Start);
        }
        else if (run.HasScheduledTask)
        {
            yield return (2, Answer);
            if (run.Described.PendingWorkflowTask.Attempt <= MostAttempts)
            {
                yield return (1, LetTimeOut);
            }
        }
    }

    private Move Start()
    {
        var requestId = cast.New("request-");
        return new("start hasty", player =>
        {
            var request = StartMoves.Request(player, Cast.Hasty);
            request.RequestId = requestId;
            request.WorkflowTaskTimeout = Values.Seconds(3);
            return player.TellAsync(() => player.Rpc.StartWorkflowExecutionAsync(request));
        });
    }

    private Move Answer()
    {
        var closes = cast.OneIn(4);
        return new($"answer hasty{(closes ? ", and close" : string.Empty)}", async player =>
        {
            var task = new PollWorkflowTaskQueueResponse();
            var polled = await player.TellAsync(() => player.PollAsync(Cast.Hasty), reply => task = reply);
            var request = WorkflowTaskMoves.Completion(player, string.Empty);
            request.TaskToken = task.TaskToken;
            if (closes)
            {
                request.Commands.Add(new Command
                {
                    CommandType = CommandType.CompleteWorkflowExecution, CompleteWorkflowExecutionCommandAttributes = new(),
                });
            }

            return polled + '\n' + await player.TellAsync(() => player.Rpc.RespondWorkflowTaskCompletedAsync(request));
        });
    }

    private static Move LetTimeOut() => new(
        "let the task of hasty time out", player => player.TellAsync(() => player.PollAsync(Cast.Hasty)));
}
