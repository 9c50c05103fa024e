using Microsoft.Extensions.Logging;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Replay;

namespace Temporalio.Workflows.Runtime;

/// <summary>Search attributes and memo of a run, and their changes.</summary>
internal sealed class AttributeCalls(WorkflowInstance instance)
{
    private Dictionary<string, IRawValue> memo = [];

    public SearchAttributeCollection SearchAttributes { get; private set; } = SearchAttributeCollection.Empty;

    public IReadOnlyDictionary<string, IRawValue> Memo => memo;

    /// <summary>Takes what the run was started with.</summary>
    public void Begin(WorkflowExecutionStartedEventAttributes started)
    {
        memo = WorkflowFacts.Memo(started.Memo);
        SearchAttributes = started.SearchAttributes is { } attributes
            ? SearchAttributeCollection.FromProto(attributes)
            : SearchAttributeCollection.Empty;
    }

    public void UpsertSearchAttributes(IReadOnlyCollection<SearchAttributeUpdate> updates)
    {
        if (updates.Count == 0)
        {
            throw new ArgumentException("At least one update is required", nameof(updates));
        }

        var attributes = new SearchAttributes();
        foreach (var update in updates)
        {
            if (update.UntypedKey.Name == PatchMarker.ChangeVersion)
            {
                instance.Logger.LogWarning("Ignored an upsert of {SearchAttribute}: it belongs to patches", PatchMarker.ChangeVersion);
                continue;
            }

            attributes.IndexedFields[update.UntypedKey.Name] = update.HasValue
                ? SearchAttributePayloads.ToPayload(update.UntypedKey, update.UntypedValue)
                : SearchAttributePayloads.ToUnsetPayload(update.UntypedKey);
        }

        instance.AddCommand(new WorkflowCommand.UpsertSearchAttributes(attributes));
        SearchAttributes = SearchAttributes.Apply(updates.Where(u => u.UntypedKey.Name != PatchMarker.ChangeVersion));
    }

    public void UpsertMemo(IReadOnlyCollection<MemoUpdate> updates)
    {
        if (updates.Count == 0)
        {
            throw new ArgumentException("At least one update is required", nameof(updates));
        }

        var upserted = new Memo();
        var next = new Dictionary<string, IRawValue>(memo);
        foreach (var update in updates)
        {
            var payload = instance.Converter.PayloadConverter.ToPayload(update.HasValue ? update.UntypedValue : null);
            upserted.Fields[update.UntypedKey] = payload;
            if (update.HasValue)
            {
                next[update.UntypedKey] = new RawValue(payload);
            }
            else
            {
                next.Remove(update.UntypedKey);
            }
        }

        instance.AddCommand(new WorkflowCommand.ModifyMemo(upserted));
        memo = next;
    }
}
