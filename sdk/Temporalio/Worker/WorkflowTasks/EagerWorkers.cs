using Temporalio.Client;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>The workers of a connection, among which a start may find one for the first task.</summary>
internal sealed class EagerWorkers
{
    private readonly Lock sync = new();
    private readonly List<IEagerStarts> workers = [];

    /// <summary>The workers of the connection of a client; null if it keeps none.</summary>
    public static EagerWorkers? Of(IWorkerClient? client) =>
        ((client as ITemporalClient)?.Connection as TemporalConnection)?.EagerWorkers;

    /// <summary>Counts a worker among them until disposed of.</summary>
    public IDisposable Add(IEagerStarts worker)
    {
        lock (sync)
        {
            workers.Add(worker);
        }

        return new Membership(this, worker);
    }

    /// <summary>A worker of a queue, with a slot taken; null if there is none.</summary>
    public IEagerStarts? Reserve(string namespaceName, string taskQueue)
    {
        lock (sync)
        {
            return workers.Find(
                worker => worker.Namespace == namespaceName && worker.TaskQueue == taskQueue && worker.TryReserve());
        }
    }

    private void Remove(IEagerStarts worker)
    {
        lock (sync)
        {
            workers.Remove(worker);
        }
    }

    private sealed class Membership(EagerWorkers all, IEagerStarts worker) : IDisposable
    {
        public void Dispose() => all.Remove(worker);
    }
}
