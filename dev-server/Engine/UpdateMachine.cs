using static DirectedExecution.DevServer.Engine.UpdateStatus;
using static DirectedExecution.DevServer.Engine.UpdateTrigger;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The life of an update in this process. Recall is an accepted one that history knows and somebody asks for again;
/// Resurrect is one that was lost in a crash while a worker had it. Return: the worker's task is lost, the next one
/// carries the update again.
/// </summary>
internal static class UpdateMachine
{
    public static readonly MachineTable<UpdateStatus, UpdateTrigger> Table = new(
        (None, Admit, Admitted),
        (None, Recall, Accepted),
        (None, Resurrect, Sent),
        (Admitted, Send, Sent),
        (Admitted, Abort, Ended),
        (Sent, Return, Admitted),
        (Sent, Accept, Accepted),
        (Sent, Reject, Ended),
        (Sent, Abort, Ended),
        (Accepted, Complete, Ended),
        (Accepted, Abort, Ended));
}
