using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.OperatorService.V1;

namespace DirectedExecution.DevServer.Api.SearchAttributes;

/// <summary>The custom search attributes of a namespace, and those that every namespace has.</summary>
internal sealed class ListSearchAttributes(ApiContext context)
    : OperatorRpc<ListSearchAttributesRequest, ListSearchAttributesResponse>(
        context, ListSearchAttributesRequest.Parser)
{
    protected override Task<ListSearchAttributesResponse> HandleAsync(
        ListSearchAttributesRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            var reply = new ListSearchAttributesResponse();
            foreach (var (name, type) in Catalog.CustomAttributesOf(Catalog.GetNamespace(request.Namespace)))
            {
                reply.CustomAttributes[name] = type;
            }

            foreach (var (name, type) in SystemSearchAttributes.System.Concat(SystemSearchAttributes.Predefined))
            {
                reply.SystemAttributes[name] = type;
            }

            return reply;
        });
}
