namespace Conformance.Tests.Differential;

/// <summary>Lists and counts of the story's own runs. The official server may be late with them, so they are asked again.</summary>
internal sealed class VisibilityMoves(Cast cast) : IMoveSource
{
    private static readonly string[] Conditions =
    [
        string.Empty,
        " AND ExecutionStatus = 'Running'",
        " AND ExecutionStatus != 'Running'",
        " AND ExecutionStatus IN ('Completed', 'Failed', 'TimedOut')",
        " AND ConformanceKeyword = 'k1'",
        " AND ConformanceInt > 6",
        " AND ConformanceInt IS NULL",
        " AND CloseTime IS NOT NULL AND HistoryLength > 5",
        " AND WorkflowType STARTS_WITH 'Type-a'",
        " AND ParentWorkflowId IS NOT NULL",
        " AND NoSuchAttribute = 1",
    ];

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        yield return (1, () => List(cast.Pick(Conditions)));
        yield return (1, () => Count(cast.Pick(Conditions), isGrouped: cast.OneIn(2)));
    }

    public IEnumerable<Move> All() => [.. Conditions.Select(List), Count(string.Empty, isGrouped: true)];

    private static string Own(Player player) => $"WorkflowId STARTS_WITH '{player.Id(string.Empty)}'";

    private static Move List(string condition) => new($"list{condition}", player => player.TellAsync(
        () => player.Rpc.ListWorkflowExecutionsAsync(new() { Namespace = Player.Namespace, Query = Own(player) + condition })), true);

    private static Move Count(string condition, bool isGrouped) => new($"count{condition}", player => player.TellAsync(
        () => player.Rpc.CountWorkflowExecutionsAsync(new()
        {
            Namespace = Player.Namespace,
            Query = Own(player) + condition + (isGrouped ? " GROUP BY ExecutionStatus" : string.Empty),
        })), true);
}
