using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Batches;

namespace DevServer.Tests.Engine;

/// <summary>
/// Every arrow of every machine is walked by some client or worker; an arrow that none can walk is a rule that nobody
/// needs.
/// </summary>
public sealed class ArrowTests
{
    private const int MaxWalks = 3000;
    private const int RestartedWalks = 20;
    private const int Moves = 200;

    [ThreadStatic]
    private static HashSet<string>? unwalked;

    static ArrowTests()
    {
        Watch(WorkflowTaskMachine.Table);
        Watch(ActivityMachine.Table);
        Watch(RunMachine.Table);
        Watch(UpdateMachine.Table);
        Watch(BatchMachine.Table);
    }

    [Fact]
    public void Machines_OnManyWalks_HaveNoArrowThatIsNeverWalked()
    {
        unwalked =
        [
            .. Names(WorkflowTaskMachine.Table), .. Names(ActivityMachine.Table), .. Names(RunMachine.Table),
            .. Names(UpdateMachine.Table), .. Names(BatchMachine.Table),
        ];
        for (var seed = 1; seed <= MaxWalks && unwalked.Count > 0; seed++)
        {
            new Wanderer(new Random(seed), restarts: false).Walk(Moves);
        }

        Assert.True(unwalked.Count == 0, string.Join("; ", unwalked));
    }

    /// <summary>Walks no arrow that is not there, whatever an engine must rebuild from the store after every turn.</summary>
    [Fact]
    public void Machines_RestartedAfterEveryTurn_StayOnTheirArrows()
    {
        for (var seed = 1; seed <= RestartedWalks; seed++)
        {
            new Wanderer(new Random(seed), restarts: true).Walk(Moves);
        }
    }

    // The engine runs on the thread of the test: what other tests walk meanwhile does not count.
    private static void Watch<TState, TTrigger>(MachineTable<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum => table.Walked = (from, trigger) => unwalked?.Remove(Name(from, trigger));

    private static IEnumerable<string> Names<TState, TTrigger>(MachineTable<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum => table.Arrows.Select(arrow => Name(arrow.From, arrow.Trigger));

    private static string Name<TState, TTrigger>(TState from, TTrigger trigger)
        where TState : struct, Enum
        where TTrigger : struct, Enum => $"{typeof(TState).Name} {from} by {trigger}";
}
