using Temporalio.Replay;
using Temporalio.Worker;

namespace Temporalio.Workflows.Runtime;

/// <summary>Which patches this run has. An answer, once given, holds for the whole run.</summary>
internal sealed class PatchCalls(WorkflowInstance instance, Func<PatchActivationInput, bool>? activate)
{
    private readonly HashSet<string> inHistory = [];
    private readonly Dictionary<string, bool> answers = [];

    public void Notify(string patchId) => inHistory.Add(patchId);

    public bool Ask(string patchId, bool deprecated)
    {
        instance.Guard.RequireChangeable(deprecated ? "deprecate patch" : "create patch");
        if (answers.TryGetValue(patchId, out var known))
        {
            return known;
        }

        var answer = !instance.IsReplaying || inHistory.Contains(patchId);
        if (answer && !deprecated && activate is not null && !inHistory.Contains(patchId))
        {
            // It only says yes or no: what it did besides would not be done again where the answer is in the history.
            instance.RunReadOnly(
                $"The patch activation callback for {patchId}",
                () => answer = activate(new(instance.Info, patchId)),
                isFrozen: true);
        }

        answers.Add(patchId, answer);
        if (answer)
        {
            instance.AddCommand(new WorkflowCommand.SetPatchMarker(patchId, deprecated));
        }

        return answer;
    }
}
