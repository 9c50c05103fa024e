using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Visibility;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Everything that belongs to the serial loop; nobody else touches it while the loop runs.</summary>
internal sealed record LoopState(WorkflowEngine Engine, Catalog Catalog, VisibilityIndex Visibility, IStore Store)
{
    /// <summary>The time of the runs, where it is not simply the wall clock.</summary>
    public TimeSkipping Skipping { get; init; } = new(TimeSkippingMode.Off);

    /// <summary>Hands what the turn changed to the store and the lists; durable only after the commit.</summary>
    /// <exception cref="StoreException">Memory is ahead of the store now.</exception>
    public void Apply(WriteBatch batch)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        try
        {
            Store.Apply(batch);
        }
        catch (Exception fault) when (fault is not StoreException)
        {
            throw new StoreException("The store refused a batch.", fault);
        }

        Visibility.Apply(batch);
    }
}
