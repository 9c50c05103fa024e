using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Converters;
using Temporalio.Replay;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>Queries: answered at once, without a trace.</summary>
internal sealed class QueryCalls
{
    private const string StackTrace = "__stack_trace";
    private const string Metadata = "__temporal_workflow_metadata";

    private readonly WorkflowInstance instance;

    public QueryCalls(WorkflowInstance instance, WorkflowDefinition definition)
    {
        this.instance = instance;
        Dynamic = definition.DynamicQuery;
        Handlers = new(definition.Queries, instance.Guard.RequireHandlersChangeable, RequireSameName);
    }

    public NotifyingDictionary<WorkflowQueryDefinition> Handlers { get; }

    public WorkflowQueryDefinition? Dynamic { get; private set; }

    public void SetDynamic(WorkflowQueryDefinition? definition)
    {
        instance.Guard.RequireHandlersChangeable();
        Dynamic = definition?.Dynamic == false
            ? throw new ArgumentException("The query definition is not dynamic", nameof(definition))
            : definition;
    }

    public WorkflowQueryResult Answer(ActivationJob.RunQuery job)
    {
        try
        {
            Payload answer = null!;
            instance.RunReadOnly($"Query handler for {job.Query.QueryType}", () => answer = AnswerOf(job));
            return new() { ResultType = QueryResultType.Answered, Answer = new() { Payloads_ = { answer } } };
        }
        catch (Exception e) when (!instance.HasFailed)
        {
            return new() { ResultType = QueryResultType.Failed, ErrorMessage = e.Message, Failure = instance.ToFailure(e) };
        }
    }

    private static void RequireSameName(string name, WorkflowQueryDefinition definition)
    {
        if (definition.Name != name)
        {
            throw new ArgumentException($"Query {name} does not match the name of its definition, {definition.Name}");
        }
    }

    private Payload AnswerOf(ActivationJob.RunQuery job)
    {
        var name = job.Query.QueryType;
        if (name == Metadata)
        {
            // For tools, which know nothing of the user's converter.
            return DataConverter.Default.PayloadConverter.ToPayload(MetadataOf());
        }

        var converter = instance.Converter.PayloadConverter;
        if (name == StackTrace)
        {
            return converter.ToPayload(instance.Waits.IsEnabled
                ? instance.Waits.ToString()
                : throw new InvalidOperationException(
                    "Workflow stack traces are not enabled: set WorkflowStackTrace in the options of the worker"));
        }

        var definition = HandlerFor(name) ?? throw new InvalidOperationException(
            $"Query handler for {name} expected but not found, known queries: " +
            $"[{string.Join(' ', Handlers.Keys.Order(StringComparer.InvariantCulture))}]");
        IReadOnlyList<Payload> payloads = job.Query.QueryArgs is { } input ? input.Payloads_ : [];
        var args = definition.Dynamic
            ? CallPayloads.DynamicArgsOf(name, payloads)
            : CallPayloads.ArgsOf(definition.Target, payloads, converter, $"Query {name}");
        return converter.ToPayload(instance.Inbound.HandleQuery(
            new HandleQueryInput(job.Id, name, definition, args, job.Query.Header?.Fields)));
    }

    private WorkflowQueryDefinition? HandlerFor(string name) =>
        Handlers.TryGetValue(name, out var handler) ? handler : HandlerRules.IsReserved(name) ? null : Dynamic;

    private WorkflowMetadata MetadataOf()
    {
        var definition = new Api.Sdk.V1.WorkflowDefinition { Type = instance.Info.WorkflowType };
        definition.QueryDefinitions.AddRange(Sorted(
            Handlers.Values.Append(Dynamic).OfType<WorkflowQueryDefinition>().Select(q => (q.Name, q.Description))));
        definition.SignalDefinitions.AddRange(Sorted(
            instance.Signals.Handlers.Values.Append(instance.Signals.Dynamic).OfType<WorkflowSignalDefinition>()
                .Select(s => (s.Name, s.Description))));
        definition.UpdateDefinitions.AddRange(Sorted(
            instance.Updates.Handlers.Values.Append(instance.Updates.Dynamic).OfType<WorkflowUpdateDefinition>()
                .Select(u => (u.Name, u.Description))));
        return new() { Definition = definition, CurrentDetails = instance.CurrentDetails };
    }

    private static IEnumerable<WorkflowInteractionDefinition> Sorted(IEnumerable<(string? Name, string? Description)> items) =>
        items.Select(item => new WorkflowInteractionDefinition
        {
            Name = item.Name ?? string.Empty,
            Description = item.Description ?? string.Empty,
        }).OrderBy(item => item.Name, StringComparer.Ordinal);
}
