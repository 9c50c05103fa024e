using Temporalio.Api.Common.V1;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Updates: validated, accepted or rejected at once, and finished in their own time.</summary>
internal sealed class UpdateCalls
{
    private readonly WorkflowInstance instance;

    public UpdateCalls(WorkflowInstance instance, WorkflowDefinition definition)
    {
        this.instance = instance;
        Dynamic = definition.DynamicUpdate;
        Handlers = new(definition.Updates, instance.Guard.RequireHandlersChangeable, RequireSameName);
    }

    public NotifyingDictionary<WorkflowUpdateDefinition> Handlers { get; }

    public WorkflowUpdateDefinition? Dynamic { get; private set; }

    public void SetDynamic(WorkflowUpdateDefinition? definition)
    {
        instance.Guard.RequireHandlersChangeable();
        Dynamic = definition?.Dynamic == false
            ? throw new ArgumentException("The update definition is not dynamic", nameof(definition))
            : definition;
    }

    public void Apply(ActivationJob.DoUpdate job) => instance.StartTopLevel(() => HandleAsync(job));

    private static void RequireSameName(string name, WorkflowUpdateDefinition definition)
    {
        if (definition.Name != name)
        {
            throw new ArgumentException($"Update {name} does not match the name of its definition, {definition.Name}");
        }
    }

    private async Task HandleAsync(ActivationJob.DoUpdate job)
    {
        var name = job.Request.Input.Name;
        var id = job.Request.Meta.UpdateId;
        instance.SetUpdateInfo(new(id, name));
        if (Prepare(job, name, id) is not { } input)
        {
            return;
        }

        instance.AddCommand(new WorkflowCommand.AcceptUpdate(job.ProtocolInstanceId));
        var running = instance.RunningHandlers.Begin(name, id, input.Definition.UnfinishedPolicy);
        try
        {
            var result = await instance.Inbound.HandleUpdateAsync(input);
            instance.AddCommand(new WorkflowCommand.FinishUpdate(
                job.ProtocolInstanceId, instance.Converter.PayloadConverter.ToPayload(result), null));
        }
        catch (Exception e) when (instance.IsWorkflowFailure(e))
        {
            instance.AddCommand(new WorkflowCommand.FinishUpdate(job.ProtocolInstanceId, null, instance.ToFailure(e)));
        }
        catch (Exception e)
        {
            // Also a continue-as-new: an update cannot end the run that its sender waits for.
            instance.FailTask(e);
        }
        finally
        {
            instance.RunningHandlers.End(running);
        }
    }

    // Before an update is accepted, whatever goes wrong with it is its sender's matter. One that history says was
    // accepted has no sender to turn to: then the task fails.
    private HandleUpdateInput? Prepare(ActivationJob.DoUpdate job, string name, string id)
    {
        try
        {
            var definition = HandlerFor(name) ?? throw new InvalidOperationException(
                $"Update handler for {name} expected but not found, known updates: " +
                $"[{string.Join(' ', Handlers.Keys.Order(StringComparer.InvariantCulture))}]");
            if (job.RunValidator && (definition.ValidatorMethod is not null || definition.ValidatorDelegate is not null))
            {
                // With arguments of its own: on replay it does not run, so what it did to them must not be seen.
                var validate = InputOf(job, definition, name, id);
                instance.RunReadOnly($"Update validator for {name}", () => instance.Inbound.ValidateUpdate(validate));
            }

            return InputOf(job, definition, name, id);
        }
        catch (Exception e) when (job.RunValidator && !instance.HasFailed)
        {
            instance.AddCommand(new WorkflowCommand.RejectUpdate(job.ProtocolInstanceId, instance.ToFailure(e)));
            return null;
        }
    }

    private HandleUpdateInput InputOf(
        ActivationJob.DoUpdate job, WorkflowUpdateDefinition definition, string name, string id)
    {
        IReadOnlyList<Payload> payloads = job.Request.Input.Args is { } input ? input.Payloads_ : [];
        var args = definition.Dynamic
            ? CallPayloads.DynamicArgsOf(name, payloads)
            : CallPayloads.ArgsOf(definition.Target, payloads, instance.Converter.PayloadConverter, $"Update {name}");
        return new(id, name, definition, args, job.Request.Input.Header?.Fields);
    }

    private WorkflowUpdateDefinition? HandlerFor(string name) =>
        Handlers.TryGetValue(name, out var handler) ? handler : HandlerRules.IsReserved(name) ? null : Dynamic;
}
