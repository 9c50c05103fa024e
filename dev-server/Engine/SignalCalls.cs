using Google.Protobuf.Collections;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Signals: each request id counts once in a run.</summary>
internal sealed class SignalCalls(EngineCore core)
{
    public SignalWorkflowExecutionResponse Send(SignalWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        Check(request.SignalName, request.Input);
        StartChecks.CheckLength(request.RequestId, "RequestId");
        var run = core.Runs.Resolve(owner.Id, request.WorkflowExecution);
        Add(run, new Signal(
            request.SignalName, request.Input, request.Header, request.Identity, request.RequestId, request.Links));
        core.WorkflowTasks.AfterNews(run);
        core.Transactions.Close(run);
        return new SignalWorkflowExecutionResponse();
    }

    public static void Check(string signalName, Payloads? input)
    {
        StartChecks.CheckId(signalName, "SignalName");
        StartChecks.CheckSize(input, "Signal input");
    }

    /// <summary>Records the signal, unless it was there before.</summary>
    public void Add(Run run, Signal signal)
    {
        if (run.IsKnownSignalRequest(signal.RequestId))
        {
            return;
        }

        if (!run.IsOpen)
        {
            throw RpcError.NotFound("workflow execution already completed");
        }

        if (run.State.SignalCount >= Limits.SignalsPerRun)
        {
            throw RpcError.InvalidArgument($"The run has {Limits.SignalsPerRun} signals already; that is the limit.");
        }

        if (run.State.CloseWasRefused && run.HasStartedWorkflowTask)
        {
            throw new RpcError(
                GrpcStatusCode.ResourceExhausted,
                "The workflow is closing.",
                new ResourceExhaustedFailure
                {
                    Cause = ResourceExhaustedCause.BusyWorkflow,
                    Scope = ResourceExhaustedScope.Namespace,
                });
        }

        Deliver(run, signal);
    }

    /// <summary>Records the signal without asking.</summary>
    public void Deliver(Run run, Signal signal)
    {
        run.NoteSignal(signal.RequestId);
        run.Record(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionSignaled,
            WorkflowExecutionSignaledEventAttributes = new WorkflowExecutionSignaledEventAttributes
            {
                SignalName = signal.Name,
                Input = signal.Input,
                Identity = signal.Identity,
                Header = signal.Header,
                ExternalWorkflowExecution = signal.Sender,
            },
            Links = { signal.Links },
        });
    }

    internal sealed record Signal(
        string Name,
        Payloads? Input,
        Header? Header,
        string Identity,
        string RequestId,
        RepeatedField<Link> Links,
        WorkflowExecution? Sender = null);
}
