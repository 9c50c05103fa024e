using Microsoft.Extensions.Logging;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Signals: handled in their order, and kept for handlers that come later.</summary>
internal sealed class SignalCalls
{
    private readonly WorkflowInstance instance;
    private readonly List<WorkflowExecutionSignaledEventAttributes> kept = [];

    public SignalCalls(WorkflowInstance instance, WorkflowDefinition definition)
    {
        this.instance = instance;
        Dynamic = definition.DynamicSignal;
        Handlers = new(definition.Signals, instance.Guard.RequireHandlersChangeable, RequireSameName)
        {
            OnAdded = DeliverKept,
        };
    }

    public NotifyingDictionary<WorkflowSignalDefinition> Handlers { get; }

    public WorkflowSignalDefinition? Dynamic { get; private set; }

    public void SetDynamic(WorkflowSignalDefinition? definition)
    {
        instance.Guard.RequireHandlersChangeable();
        if (definition?.Dynamic == false)
        {
            throw new ArgumentException("The signal definition is not dynamic", nameof(definition));
        }

        Dynamic = definition;
        DeliverKept();
    }

    public void Apply(WorkflowExecutionSignaledEventAttributes signal)
    {
        if (HandlerFor(signal.SignalName) is not { } handler)
        {
            kept.Add(signal);
            return;
        }

        IReadOnlyList<Payload> payloads = signal.Input is { } input ? input.Payloads_ : [];
        object?[] args;
        try
        {
            args = handler.Dynamic
                ? CallPayloads.DynamicArgsOf(signal.SignalName, payloads)
                : CallPayloads.ArgsOf(
                    handler.Target, payloads, instance.Converter.PayloadConverter, $"Signal {signal.SignalName}");
        }
        catch (InvalidOperationException e)
        {
            // A sender's mistake must not stop the workflow; the signal is lost, as in every SDK.
            instance.Logger.LogError(e, "Dropped signal {Signal}: its arguments cannot be read", signal.SignalName);
            return;
        }

        var running = instance.RunningHandlers.Begin(signal.SignalName, null, handler.UnfinishedPolicy);
        instance.StartTopLevel(async () =>
        {
            try
            {
                await instance.Inbound.HandleSignalAsync(new HandleSignalInput(
                    signal.SignalName, handler, args, signal.Header?.Fields));
            }
            finally
            {
                instance.RunningHandlers.End(running);
            }
        });
    }

    private static void RequireSameName(string name, WorkflowSignalDefinition definition)
    {
        if (definition.Name != name)
        {
            throw new ArgumentException($"Signal {name} does not match the name of its definition, {definition.Name}");
        }
    }

    private WorkflowSignalDefinition? HandlerFor(string name) =>
        Handlers.TryGetValue(name, out var handler) ? handler : HandlerRules.IsReserved(name) ? null : Dynamic;

    private void DeliverKept()
    {
        foreach (var signal in kept.Where(s => HandlerFor(s.SignalName) is not null).ToArray())
        {
            kept.Remove(signal);
            Apply(signal);
        }
    }
}
