using Temporalio.Exceptions;

namespace Conformance.Tests.Differential;

/// <summary>Decides what happens next, from the dice and from what the scene allows.</summary>
internal sealed class Author
{
    private readonly Cast cast;
    private readonly IReadOnlyList<IMoveSource> sources;
    private readonly VisibilityMoves visibility;
    private readonly ScheduleMoves schedules;

    public Author(Random random, IReadOnlyList<Player> players)
    {
        cast = new(random, players);
        visibility = new(cast);
        schedules = new(cast);
        sources =
        [
            new StartMoves(cast), new ClientMoves(cast), new WorkflowTaskMoves(cast), new ActivityMoves(cast), new UpdateMoves(cast),
            new QueryMoves(cast), new ResetMoves(cast), new HastyMoves(cast), new OperatorMoves(cast), visibility, schedules,
        ];
        foreach (var workflow in cast.Workflows)
        {
            cast.Introduce(workflow);
        }
    }

    public Move Next(Scene scene)
    {
        var possible = sources.SelectMany(source => source.Possible(scene)).ToList();
        var at = cast.Number(1, possible.Sum(one => one.Weight));
        foreach (var (weight, make) in possible)
        {
            at -= weight;
            if (at <= 0)
            {
                return make();
            }
        }

        throw new InvalidOperationException("Nothing is possible.");
    }

    /// <summary>What is asked at the end of every story.</summary>
    public IEnumerable<Move> Last() => [.. visibility.All(), .. schedules.All()];

    /// <summary>Leaves nothing running behind.</summary>
    public async Task Endings(Player player)
    {
        await ScheduleMoves.EndAsync(player);
        foreach (var workflow in cast.Workflows.ToList())
        {
            try
            {
                await player.Rpc.TerminateWorkflowExecutionAsync(new()
                {
                    Namespace = Player.Namespace, WorkflowExecution = player.Execution(workflow),
                });
            }
            catch (RpcException over) when (over.Code == RpcException.StatusCode.NotFound)
            {
                // It has ended by itself.
            }
        }
    }
}
