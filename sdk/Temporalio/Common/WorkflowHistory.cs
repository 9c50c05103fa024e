using Google.Protobuf;
using Temporalio.Api.History.V1;

namespace Temporalio.Common;

/// <summary>All events of one workflow run, for replay and for export.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="Events">Events in order.</param>
public record WorkflowHistory(string Id, IReadOnlyCollection<HistoryEvent> Events)
{
    /// <summary>Reads history JSON as the CLI, the Web UI and <see cref="ToJson()"/> write it.</summary>
    /// <param name="workflowId">Workflow id; history JSON does not hold it.</param>
    /// <param name="json">The JSON text; both spellings of enum values are read, unknown fields are skipped.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentException">The text is not history JSON.</exception>
    public static WorkflowHistory FromJson(string workflowId, string json) =>
        new(workflowId, [.. WorkflowHistoryJson.Parse(json).Events]);

    /// <summary>Writes history JSON.</summary>
    /// <returns>The JSON text.</returns>
    public string ToJson() => JsonFormatter.Default.Format(ToProto());

    /// <summary>Writes history JSON.</summary>
    /// <param name="writer">Where to.</param>
    public void ToJson(TextWriter writer) => JsonFormatter.Default.Format(ToProto(), writer);

    private History ToProto()
    {
        var history = new History();
        history.Events.AddRange(Events);
        return history;
    }
}
