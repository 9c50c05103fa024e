using System.Globalization;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.HumanTask;

/// <summary>
/// Hands a task to a person. The call ends at once and its outcome is unknown, because it is: only the person's own
/// statement with evidence, a directive like any other, makes it known. So a task waits for days without a process, a
/// slot or a timer, and silence never counts as done.
/// </summary>
/// <remarks>
/// Parameters: assignee (who does it and says so), task (what to do), evidence (what to show for it), dueBy (a moment
/// to be told, nothing follows from it). Steps of this kind are of the class opaque.
/// </remarks>
public sealed class HumanTool : ITool
{
    public string Kind => "human";

    public ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, "assignee", "task", "evidence", "dueBy");
        if (request.IsRead)
        {
            throw new ToolRefusalException(
                ToolCodes.NotReadOnly, "A read cannot wait for a person; read what the person leaves behind.");
        }

        var (assignee, task, evidence) =
            (parameters.Text("assignee"), parameters.Text("task"), parameters.Text("evidence"));
        var dueBy = parameters.OptionalText("dueBy");
        if (dueBy is not null && !DateTimeOffset.TryParse(
            dueBy, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            throw parameters.Invalid("dueBy", $"is no moment: '{dueBy}'");
        }

        var due = dueBy is null ? string.Empty : $" by {dueBy}";
        return ValueTask.FromResult(ToolResult.Unknown(
            ToolCodes.AwaitsPerson,
            $"It was handed to {assignee}{due}; whether it was done says {assignee}, with evidence: {evidence}") with
        {
            Excerpt = task,
            Value = new JsonObject { ["assignee"] = assignee, ["task"] = task, ["evidence"] = evidence },
        });
    }
}
