using System.Text;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Views;

/// <summary>
/// A state machine's table as a Mermaid state diagram: the documents show what the rules are, not what they were.
/// </summary>
public static class MachineDiagram
{
    /// <param name="table">The arrows.</param>
    /// <param name="first">The state that everything begins in.</param>
    public static string Of<TState, TTrigger>(MachineTable<TState, TTrigger> table, TState first)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        text.Append("    [*] --> ").Append(first).Append('\n');
        foreach (var group in table.Arrows.GroupBy(arrow => (arrow.From, arrow.To)))
        {
            text.Append("    ").Append(group.Key.From).Append(" --> ").Append(group.Key.To).Append(" : ")
                .AppendJoin(", ", group.Select(arrow => arrow.By)).Append('\n');
        }

        foreach (var last in Last(table))
        {
            text.Append("    ").Append(last).Append(" --> [*]\n");
        }

        return text.ToString();
    }

    private static IEnumerable<TState> Last<TState, TTrigger>(MachineTable<TState, TTrigger> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        Enum.GetValues<TState>().Where(state =>
            table.Arrows.Any(arrow => arrow.To.Equals(state)) && table.Arrows.All(arrow => !arrow.From.Equals(state)));
}
