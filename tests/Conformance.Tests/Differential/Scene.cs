namespace Conformance.Tests.Differential;

/// <summary>All runs of a story as one server tells them, by workflow in the order in which they appeared.</summary>
internal sealed record Scene(IReadOnlyList<RunView> Runs)
{
    public RunView? Current(string workflowId) => Runs.LastOrDefault(run => run.WorkflowId == workflowId);

    public RunView? Find(string runId) => Runs.FirstOrDefault(run => run.RunId == runId);

    public string Text(IReadOnlyDictionary<string, string> runNames)
    {
        var plain = new Plain(runNames);
        foreach (var run in Runs)
        {
            foreach (var e in run.Events)
            {
                plain.Add($"{run.Name} event {e.EventId}", e);
            }

            plain.Add($"{run.Name} described", run.Described);
        }

        return plain.Text;
    }
}
