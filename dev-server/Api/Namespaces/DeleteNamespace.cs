using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.Common.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>
/// Deletes a namespace with all its runs. Done within the call, so the name that the real server gives it meanwhile is
/// only told.
/// </summary>
internal sealed class DeleteNamespace(ApiContext context, IIdSource ids)
    : OperatorRpc<DeleteNamespaceRequest, DeleteNamespaceResponse>(context, DeleteNamespaceRequest.Parser)
{
    private const int SuffixLength = 5;

    protected override Task<DeleteNamespaceResponse> HandleAsync(DeleteNamespaceRequest request, RpcCall call) =>
        Loop.RunAsync(now => Delete(request, now));

    private DeleteNamespaceResponse Delete(DeleteNamespaceRequest request, DateTimeOffset now)
    {
        var row = request.Namespace.Length > 0 || request.NamespaceId.Length == 0
            ? Catalog.GetNamespace(request.Namespace)
            : Catalog.FindNamespaceById(request.NamespaceId) ??
                throw DevServer.Visibility.Catalog.UnknownNamespace(request.NamespaceId);
        if (row.Name == SystemNames.SystemNamespace)
        {
            throw RpcError.FailedPrecondition("The system namespace cannot be deleted.");
        }

        foreach (var run in Visibility.RunsOf(row.Id))
        {
            var execution = new WorkflowExecution { WorkflowId = run.WorkflowId, RunId = run.RunId };
            Engine.Delete(
                new DeleteWorkflowExecutionRequest { Namespace = row.Name, WorkflowExecution = execution }, now);
        }

        Engine.ForgetNamespace(row.Id);
        Catalog.Remove(row);
        return new DeleteNamespaceResponse { DeletedNamespace = $"{row.Name}-deleted-{ids.NewId()[^SuffixLength..]}" };
    }
}
