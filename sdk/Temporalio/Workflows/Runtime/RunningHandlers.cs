using Microsoft.Extensions.Logging;

namespace Temporalio.Workflows.Runtime;

/// <summary>Signal and update handlers that have begun and not ended.</summary>
internal sealed class RunningHandlers
{
    private readonly LinkedList<Handler> running = [];

    public bool IsEmpty => running.Count == 0;

    public LinkedListNode<Handler> Begin(string name, string? updateId, HandlerUnfinishedPolicy policy) =>
        running.AddLast(new Handler(name, updateId, policy));

    public void End(LinkedListNode<Handler> handler) => running.Remove(handler);

    /// <summary>Warns, when the workflow ends, about what is cut off.</summary>
    public void WarnUnfinished(ILogger logger)
    {
        var cutOff = running.Where(h => h.Policy == HandlerUnfinishedPolicy.WarnAndAbandon).ToArray();
        var signals = cutOff.Where(h => h.UpdateId is null).GroupBy(h => h.Name).ToArray();
        if (signals.Length > 0)
        {
            logger.LogWarning(
                "[TMPRL1102] Workflow finished while signal handlers are still running. This may have interrupted work that the " +
                "handlers were doing. Wait until Workflow.AllHandlersFinished, or set the UnfinishedPolicy of the handlers: {Handlers}",
                string.Join(", ", signals.Select(s => $"{s.Key} ({s.Count()})")));
        }

        var updates = cutOff.Where(h => h.UpdateId is not null).ToArray();
        if (updates.Length > 0)
        {
            logger.LogWarning(
                "[TMPRL1102] Workflow finished while update handlers are still running. Their callers get an error instead of a " +
                "result. Wait until Workflow.AllHandlersFinished, or set the UnfinishedPolicy of the handlers: {Handlers}",
                string.Join(", ", updates.Select(u => $"{u.Name} ({u.UpdateId})")));
        }
    }

    internal sealed record Handler(string Name, string? UpdateId, HandlerUnfinishedPolicy Policy);
}
