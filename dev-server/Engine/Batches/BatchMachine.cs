using static DirectedExecution.DevServer.Engine.Batches.BatchTrigger;
using static Temporalio.Api.Enums.V1.BatchOperationState;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>The life of a batch operation. One that somebody stops has failed, as officially.</summary>
internal static class BatchMachine
{
    public static readonly MachineTable<Temporalio.Api.Enums.V1.BatchOperationState, BatchTrigger> Table = new(
        (Running, GoOn, Running),
        (Running, Finish, Completed),
        (Running, Stop, Failed));
}
