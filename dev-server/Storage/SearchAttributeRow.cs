using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Storage;

/// <summary>A custom search attribute of a namespace. Upsert by namespace and name.</summary>
internal sealed record SearchAttributeRow(string NamespaceId, string Name, IndexedValueType ValueType);
