using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>A namespace by name or id; workers ask for theirs before they poll.</summary>
internal sealed class DescribeNamespace(ApiContext context)
    : WorkflowRpc<DescribeNamespaceRequest, DescribeNamespaceResponse>(context, DescribeNamespaceRequest.Parser)
{
    protected override Task<DescribeNamespaceResponse> HandleAsync(DescribeNamespaceRequest request, RpcCall call) =>
        Loop.RunAsync(_ => NamespaceRows.Describe(Find(request)));

    private Storage.NamespaceRow Find(DescribeNamespaceRequest request)
    {
        if (request.Namespace.Length > 0 || request.Id.Length == 0)
        {
            return Catalog.GetNamespace(request.Namespace);
        }

        return Catalog.FindNamespaceById(request.Id) ?? throw DevServer.Visibility.Catalog.UnknownNamespace(request.Id);
    }
}
