using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Update.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// An update that is not at its end, and those who wait for it. Before its acceptance it is nowhere else: a client that
/// loses its connection sends it again under the same id.
/// </summary>
internal sealed class LiveUpdate(string id, RunKey run, Request? request, UpdateTrigger origin)
{
    public string Id { get; } = id;

    public RunKey Run { get; } = run;

    /// <summary>Null for one whose request is in history already: workers read it there.</summary>
    public Request? Request { get; } = request;

    public UpdateStatus Status { get; private set; } = UpdateMachine.Table.Next(UpdateStatus.None, origin);

    public List<UpdateWaiter> Waiters { get; } = [];

    public void Move(UpdateTrigger trigger) => Status = UpdateMachine.Table.Next(Status, trigger);
}
