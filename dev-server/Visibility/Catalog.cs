using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// The namespaces and their custom search attributes, in memory; what changes is staged and taken by the loop at the
/// end of the turn. Every method checks first and changes then, so that a refusal leaves nothing behind.
/// </summary>
internal sealed class Catalog : ICatalog
{
    private readonly Dictionary<string, NamespaceRow> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamespaceRow> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, IndexedValueType>> customTypes =
        new(StringComparer.Ordinal);
    private WriteBatch staged = new();

    public Catalog(StoreImage image)
    {
        foreach (var row in image.Namespaces)
        {
            Put(row);
        }

        foreach (var row in image.SearchAttributes)
        {
            CustomOf(row.NamespaceId)[row.Name] = row.ValueType;
        }
    }

    public IEnumerable<NamespaceRow> Namespaces => byName.Values.OrderBy(row => row.Name, StringComparer.Ordinal);

    public NamespaceRow GetNamespace(string name)
    {
        if (name.Length == 0)
        {
            throw RpcError.InvalidArgument("Namespace not set on request.");
        }

        return Find(name) ?? throw UnknownNamespace(name);
    }

    public NamespaceRow? Find(string name) => byName.GetValueOrDefault(name);

    public NamespaceRow? FindNamespaceById(string id) => byId.GetValueOrDefault(id);

    public static RpcError UnknownNamespace(string name) => new(
        GrpcStatusCode.NotFound, $"Namespace {name} is not found.", new NamespaceNotFoundFailure { Namespace = name });

    public SearchAttributes CheckSearchAttributes(string namespaceId, SearchAttributes attributes) =>
        SearchAttributeRules.Check(
            byId.GetValueOrDefault(namespaceId)?.Name ?? namespaceId,
            attributes,
            name => CustomType(namespaceId, name));

    public VisibilityFields FieldsOf(NamespaceRow space) => new(name => CustomType(space.Id, name));

    public IReadOnlyDictionary<string, IndexedValueType> CustomAttributesOf(NamespaceRow space) => CustomOf(space.Id);

    /// <summary>A new namespace, usable at once.</summary>
    public void Add(NamespaceRow row)
    {
        if (byName.ContainsKey(row.Name))
        {
            throw new RpcError(
                GrpcStatusCode.AlreadyExists, $"Namespace {row.Name} already exists.",
                new NamespaceAlreadyExistsFailure());
        }

        Put(row);
        staged.Namespaces.Add(row);
    }

    /// <summary>Puts a changed description in the place of the old one.</summary>
    public void Replace(NamespaceRow row)
    {
        Put(row);
        staged.Namespaces.Add(row);
    }

    /// <summary>Forgets a namespace; its runs are deleted by the caller.</summary>
    public void Remove(NamespaceRow row)
    {
        byName.Remove(row.Name);
        byId.Remove(row.Id);
        customTypes.Remove(row.Id);
        staged.DeletedNamespaces.Add(row.Id);
    }

    /// <summary>Registers custom attributes; a name that exists is left as it is, whatever type is asked.</summary>
    /// <exception cref="RpcError">
    /// INVALID_ARGUMENT: a reserved name, an unknown type, or no room for another one of a type.
    /// </exception>
    public void AddSearchAttributes(NamespaceRow space, IReadOnlyDictionary<string, IndexedValueType> attributes)
    {
        var custom = CustomOf(space.Id);
        var added = attributes.Where(pair => !custom.ContainsKey(pair.Key)).ToList();
        foreach (var (name, type) in attributes)
        {
            CheckNew(name, type);
        }

        foreach (var group in custom.Concat(added).CountBy(pair => pair.Value))
        {
            if (group.Value > SearchAttributeTypes.LimitOf(group.Key))
            {
                throw RpcError.InvalidArgument(
                    $"cannot have more than {SearchAttributeTypes.LimitOf(group.Key)} search attributes of type " +
                    $"{SearchAttributeTypes.NameOf(group.Key)}");
            }
        }

        foreach (var (name, type) in added)
        {
            custom[name] = type;
            staged.SearchAttributes.Add(new SearchAttributeRow(space.Id, name, type));
        }
    }

    /// <summary>Unregisters custom attributes; unknown names are ignored.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT: a name of the system.</exception>
    public void RemoveSearchAttributes(NamespaceRow space, IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(SystemSearchAttributes.IsReserved) is { } reserved)
        {
            throw RpcError.InvalidArgument($"Unable to remove non-custom search attribute: {reserved}");
        }

        foreach (var name in names.Where(CustomOf(space.Id).Remove))
        {
            staged.DeletedSearchAttributes.Add((space.Id, name));
        }
    }

    /// <summary>What changed since the last call; to be applied with the engine's batch of the same turn.</summary>
    public WriteBatch TakeBatch()
    {
        if (staged.IsEmpty)
        {
            return staged;
        }

        var taken = staged;
        staged = new WriteBatch();
        return taken;
    }

    private static void CheckNew(string name, IndexedValueType type)
    {
        if (name.Length == 0 || SystemSearchAttributes.IsReserved(name))
        {
            throw RpcError.InvalidArgument($"Search attribute {name} is reserved by system.");
        }

        if (type == IndexedValueType.Unspecified || !Enum.IsDefined(type))
        {
            throw RpcError.InvalidArgument($"Unknown search attribute type: {type}.");
        }
    }

    private IndexedValueType? CustomType(string namespaceId, string name) =>
        CustomOf(namespaceId).TryGetValue(name, out var type) ? type : null;

    private SortedDictionary<string, IndexedValueType> CustomOf(string namespaceId)
    {
        if (!customTypes.TryGetValue(namespaceId, out var custom))
        {
            customTypes[namespaceId] = custom = new SortedDictionary<string, IndexedValueType>(StringComparer.Ordinal);
        }

        return custom;
    }

    private void Put(NamespaceRow row)
    {
        byName[row.Name] = row;
        byId[row.Id] = row;
    }
}
