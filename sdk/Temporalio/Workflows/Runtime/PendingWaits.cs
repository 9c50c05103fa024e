using System.Diagnostics;
using System.Text;

namespace Temporalio.Workflows.Runtime;

/// <summary>Where workflow code waits: kept for the built-in stack trace query when the worker asks for it.</summary>
internal sealed class PendingWaits(bool isEnabled, bool withFiles)
{
    private readonly LinkedList<StackTrace> waits = [];

    public bool IsEnabled => isEnabled;

    /// <summary>Notes a wait that begins here; dispose the result when it ends.</summary>
    public IDisposable? Track() =>
        isEnabled ? new Entry(waits, waits.AddLast(new StackTrace(1, withFiles))) : null;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var trace in waits)
        {
            text.Append("Task waiting at:\n").Append(Visible(trace)).Append("\n\n");
        }

        return text.ToString().TrimEnd();
    }

    // People look for their own code: what belongs to the SDK and to the runtime is left out, but for the call itself.
    private static string Visible(StackTrace trace) => string.Join('\n', trace.ToString().Split('\n')
        .Select(line => line.TrimEnd())
        .Where(line => line.Length > 0 && (!line.Contains(" Temporalio.", StringComparison.Ordinal) || IsCall(line)) &&
            !line.Contains(" System.", StringComparison.Ordinal)));

    private static bool IsCall(string line) =>
        line.Contains(" Temporalio.Workflows.Workflow.", StringComparison.Ordinal) ||
        line.Contains(" Temporalio.Workflows.ChildWorkflowHandle", StringComparison.Ordinal) ||
        line.Contains(" Temporalio.Workflows.ExternalWorkflowHandle", StringComparison.Ordinal);

    private sealed class Entry(LinkedList<StackTrace> waits, LinkedListNode<StackTrace> node) : IDisposable
    {
        public void Dispose()
        {
            if (node.List is not null)
            {
                waits.Remove(node);
            }
        }
    }
}
