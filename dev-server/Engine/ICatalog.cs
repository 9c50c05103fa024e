using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What the engine must know of namespaces and search attributes; owned by the host side.</summary>
internal interface ICatalog
{
    /// <summary>The namespace of that name.</summary>
    /// <exception cref="RpcError">
    /// Empty: INVALID_ARGUMENT. Unknown: NOT_FOUND with NamespaceNotFoundFailure.
    /// </exception>
    NamespaceRow GetNamespace(string name);

    /// <summary>The namespace of that id (from a task token or stored state); null when it is gone.</summary>
    NamespaceRow? FindNamespaceById(string id);

    /// <summary>
    /// Checks names, types and sizes of user-set attributes and returns a copy as it is to be stored (with <c>type</c>
    /// metadata). Null payloads (<c>binary/null</c>, empty) are passed on: the engine takes them as removal.
    /// </summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT that names the attribute.</exception>
    SearchAttributes CheckSearchAttributes(string namespaceId, SearchAttributes attributes);
}
