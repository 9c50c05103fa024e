using Temporalio.Workflows;

namespace Temporalio.Worker;

/// <summary>The workflows that a worker can run.</summary>
internal sealed class WorkflowRunRegistry
{
    private readonly Dictionary<string, WorkflowDefinition> byName = [];
    private readonly WorkflowDefinition? dynamic;

    /// <summary>Initializes a new instance of the <see cref="WorkflowRunRegistry" /> class.</summary>
    /// <exception cref="ArgumentException">A name is there twice, or a type cannot be instantiated.</exception>
    public WorkflowRunRegistry(IEnumerable<WorkflowDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            if (!definition.Instantiable)
            {
                throw new ArgumentException($"Workflow type {definition.Type} is not instantiable");
            }

            if (definition.Name is not { } name)
            {
                dynamic = dynamic is null ? definition : throw new ArgumentException("More than one dynamic workflow is registered");
            }
            else if (!byName.TryAdd(name, definition))
            {
                throw new ArgumentException($"Workflow {name} is registered twice");
            }
        }
    }

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    public WorkflowDefinition? Find(string type) =>
        byName.TryGetValue(type, out var found) ? found : HandlerRules.IsReserved(type) ? null : dynamic;
}
