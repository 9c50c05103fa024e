using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>Marks a namespace as one in which nothing new is to start; what runs there goes on.</summary>
internal sealed class DeprecateNamespace(ApiContext context)
    : WorkflowRpc<DeprecateNamespaceRequest, DeprecateNamespaceResponse>(context, DeprecateNamespaceRequest.Parser)
{
    protected override Task<DeprecateNamespaceResponse> HandleAsync(DeprecateNamespaceRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Deprecate(request));

    private DeprecateNamespaceResponse Deprecate(DeprecateNamespaceRequest request)
    {
        var row = Catalog.GetNamespace(request.Namespace);
        var changed = row.Description.Clone();
        changed.NamespaceInfo.State = NamespaceState.Deprecated;
        Catalog.Replace(row with { Description = changed });
        return new DeprecateNamespaceResponse();
    }
}
