using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Sees to it that the namespaces and search attributes of the options exist.</summary>
internal static class FirstCatalog
{
    private const string SystemDescription = "Temporal internal system namespace";
    private static readonly TimeSpan SystemRetention = TimeSpan.FromDays(7);

    /// <exception cref="DevServerException">
    /// A search attribute is there with another type, or there is no room for it.
    /// </exception>
    public static void Ensure(Catalog catalog, DevServerOptions options, IIdSource ids)
    {
        if (catalog.Find(SystemNames.SystemNamespace) is null)
        {
            var system = NamespaceRows.Create(ids.NewId(), SystemNames.SystemNamespace, SystemRetention);
            system.Description.NamespaceInfo.Description = SystemDescription;
            catalog.Add(system);
        }

        var types = options.SearchAttributes.ToDictionary(
            pair => pair.Key, pair => SearchAttributeTypes.Parse(pair.Value)!.Value);
        var names = options.Namespaces.Prepend(DevServerOptions.DefaultNamespace).Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Register(catalog, FindOrAdd(catalog, name, ids), types);
        }
    }

    private static NamespaceRow FindOrAdd(Catalog catalog, string name, IIdSource ids)
    {
        if (catalog.Find(name) is { } found)
        {
            return found;
        }

        var added = NamespaceRows.Create(ids.NewId(), name, NamespaceRows.DefaultRetention);
        catalog.Add(added);
        return added;
    }

    private static void Register(Catalog catalog, NamespaceRow space, Dictionary<string, IndexedValueType> types)
    {
        foreach (var (name, found) in catalog.CustomAttributesOf(space))
        {
            if (types.TryGetValue(name, out var asked) && asked != found)
            {
                throw new DevServerException(
                    $"--search-attribute: '{name}' is already registered as {SearchAttributeTypes.NameOf(found)} " +
                    $"in namespace '{space.Name}', not as {SearchAttributeTypes.NameOf(asked)}.");
            }
        }

        try
        {
            catalog.AddSearchAttributes(space, types);
        }
        catch (RpcError refusal)
        {
            throw new DevServerException($"--search-attribute: {refusal.Message}.", refusal);
        }
    }
}
