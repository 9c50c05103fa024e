using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.OperatorService.V1;

namespace DirectedExecution.DevServer.Api.SearchAttributes;

/// <summary>Registers custom search attributes, usable at once.</summary>
internal sealed class AddSearchAttributes(ApiContext context)
    : OperatorRpc<AddSearchAttributesRequest, AddSearchAttributesResponse>(context, AddSearchAttributesRequest.Parser)
{
    protected override Task<AddSearchAttributesResponse> HandleAsync(
        AddSearchAttributesRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Add(request));

    private AddSearchAttributesResponse Add(AddSearchAttributesRequest request)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        if (request.SearchAttributes.Count == 0)
        {
            throw RpcError.InvalidArgument("SearchAttributes are not set on request.");
        }

        Catalog.AddSearchAttributes(space, request.SearchAttributes.AsReadOnly());
        return new AddSearchAttributesResponse();
    }
}
