using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.OperatorService.V1;

namespace DirectedExecution.DevServer.Api.SearchAttributes;

/// <summary>Unregisters custom search attributes; unknown ones are ignored.</summary>
internal sealed class RemoveSearchAttributes(ApiContext context)
    : OperatorRpc<RemoveSearchAttributesRequest, RemoveSearchAttributesResponse>(
        context, RemoveSearchAttributesRequest.Parser)
{
    protected override Task<RemoveSearchAttributesResponse> HandleAsync(
        RemoveSearchAttributesRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Remove(request));

    private RemoveSearchAttributesResponse Remove(RemoveSearchAttributesRequest request)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        if (request.SearchAttributes.Count == 0)
        {
            throw RpcError.InvalidArgument("SearchAttributes are not set on request.");
        }

        Catalog.RemoveSearchAttributes(space, request.SearchAttributes);
        return new RemoveSearchAttributesResponse();
    }
}
