using Temporalio.Api.Command.V1;

namespace Temporalio.Replay.Machines;

/// <summary>What a machine may ask of the replay machine that holds it.</summary>
internal interface IMachineHost
{
    /// <summary>Gets the namespace.</summary>
    string Namespace { get; }

    /// <summary>Gets who watches the machines, if anyone.</summary>
    IArrowObserver? Observer { get; }

    /// <summary>Tells the workflow something, in the next activation.</summary>
    void AddJob(ActivationJob job);

    /// <summary>Puts a command at the end of the queue.</summary>
    void Enqueue(OutgoingCommand command);

    /// <summary>Asks for the cancellation of a child.</summary>
    void CancelChild(RequestCancelExternalWorkflowExecutionCommandAttributes attributes);
}
