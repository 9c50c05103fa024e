using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>What may be done in a namespace by its state.</summary>
internal static class NamespaceStates
{
    /// <summary>The state after an update that asks for one; what it does not ask for stays.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT: there is no way there.</exception>
    public static NamespaceState Change(NamespaceState found, NamespaceState asked) => (found, asked) switch
    {
        (_, NamespaceState.Unspecified) => found,
        _ when asked == found => found,
        (NamespaceState.Registered, NamespaceState.Deprecated) => asked,
        (_, NamespaceState.Deleted) =>
            throw RpcError.InvalidArgument("A namespace is deleted by DeleteNamespace, not by an update of its state."),
        _ => throw RpcError.InvalidArgument($"Invalid namespace state update: from {found} to {asked}."),
    };

    /// <summary>Nothing new starts in a deprecated namespace.</summary>
    /// <exception cref="RpcError">FAILED_PRECONDITION with the state and those that would do.</exception>
    public static void CheckStart(Catalog catalog, string name)
    {
        // A name that is missing or unknown is refused by the call itself, after what it checks before.
        if (catalog.Find(name) is { Description.NamespaceInfo.State: var state and not NamespaceState.Registered })
        {
            throw RpcError.FailedPrecondition(
                $"Namespace has invalid state: {state}. Must be Registered.",
                new NamespaceInvalidStateFailure
                {
                    Namespace = name,
                    State = state,
                    AllowedStates = { NamespaceState.Registered },
                });
        }
    }
}
