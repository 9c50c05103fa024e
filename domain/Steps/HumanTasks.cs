using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Steps;

/// <summary>Actions that a person does: handed out by the tool of this kind, known by the person's statement.</summary>
internal static class HumanTasks
{
    private const string Kind = "human";

    public static PersonId? AssigneeOf(ToolCall action) =>
        action.Kind == Kind
        && action.Parameters.Element.ValueKind == JsonValueKind.Object
        && action.Parameters.Element.TryGetProperty("assignee", out var assignee)
        && assignee.ValueKind == JsonValueKind.String
        && assignee.GetString() is { Length: > 0 } person
            ? new PersonId(person)
            : null;
}
