using System.Text;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>All namespaces by name; a page token is the last name of the page before.</summary>
internal sealed class ListNamespaces(ApiContext context)
    : WorkflowRpc<ListNamespacesRequest, ListNamespacesResponse>(context, ListNamespacesRequest.Parser)
{
    private const int DefaultPage = 100;

    protected override Task<ListNamespacesResponse> HandleAsync(ListNamespacesRequest request, RpcCall call) =>
        Loop.RunAsync(_ => List(request));

    private ListNamespacesResponse List(ListNamespacesRequest request)
    {
        var after = Encoding.UTF8.GetString(request.NextPageToken.Span);
        var size = request.PageSize > 0 ? request.PageSize : DefaultPage;
        var rest = Catalog.Namespaces.Where(row => string.CompareOrdinal(row.Name, after) > 0).ToList();
        var page = new ListNamespacesResponse { Namespaces = { rest.Take(size).Select(NamespaceRows.Describe) } };
        if (rest.Count > size)
        {
            page.NextPageToken = ByteString.CopyFromUtf8(rest[size - 1].Name);
        }

        return page;
    }
}
