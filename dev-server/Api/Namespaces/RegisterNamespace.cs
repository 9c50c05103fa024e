using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>A new namespace, usable at once.</summary>
internal sealed class RegisterNamespace(ApiContext context, IIdSource ids)
    : WorkflowRpc<RegisterNamespaceRequest, RegisterNamespaceResponse>(context, RegisterNamespaceRequest.Parser)
{
    protected override Task<RegisterNamespaceResponse> HandleAsync(RegisterNamespaceRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Register(request));

    private RegisterNamespaceResponse Register(RegisterNamespaceRequest request)
    {
        if (request.Namespace.Length == 0)
        {
            throw RpcError.InvalidArgument("Namespace not set on request.");
        }

        StartChecks.CheckLength(request.Namespace, "Namespace");
        if (request.IsGlobalNamespace)
        {
            throw RpcError.InvalidArgument("Global namespaces need a cluster of clusters; this is a single server.");
        }

        var retention = RetentionRule.Check(request.WorkflowExecutionRetentionPeriod);
        var row = NamespaceRows.Create(ids.NewId(), request.Namespace, retention);
        var info = row.Description.NamespaceInfo;
        info.Description = request.Description;
        info.OwnerEmail = request.OwnerEmail;
        info.Data.Add(request.Data);
        Catalog.Add(row);
        return new RegisterNamespaceResponse();
    }
}
