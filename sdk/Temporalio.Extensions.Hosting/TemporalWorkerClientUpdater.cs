using Temporalio.Worker;

namespace Temporalio.Extensions.Hosting;

/// <summary>Gives running workers another client, such as one with renewed credentials.</summary>
public class TemporalWorkerClientUpdater
{
    private readonly Lock sync = new();
    private readonly List<Action<IWorkerClient>> workers = [];

    /// <summary>Gives all running workers that have this in their options another client.</summary>
    /// <param name="client">Client; connected, of the same namespace.</param>
    /// <exception cref="ArgumentException">It is of another namespace.</exception>
    /// <exception cref="InvalidOperationException">It is not connected.</exception>
    public void UpdateClient(IWorkerClient client)
    {
        Action<IWorkerClient>[] all;
        lock (sync)
        {
            all = [.. workers];
        }

        foreach (var update in all)
        {
            update(client);
        }
    }

    /// <summary>Calls this with each further client until disposed of.</summary>
    internal IDisposable Subscribe(Action<IWorkerClient> update)
    {
        lock (sync)
        {
            workers.Add(update);
        }

        return new Subscription(this, update);
    }

    private void Unsubscribe(Action<IWorkerClient> update)
    {
        lock (sync)
        {
            workers.Remove(update);
        }
    }

    private sealed class Subscription(TemporalWorkerClientUpdater updater, Action<IWorkerClient> update) : IDisposable
    {
        public void Dispose() => updater.Unsubscribe(update);
    }
}
