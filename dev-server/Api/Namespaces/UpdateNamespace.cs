using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Namespaces;

/// <summary>Changes description, owner, data or retention; what the request leaves out stays.</summary>
internal sealed class UpdateNamespace(ApiContext context)
    : WorkflowRpc<UpdateNamespaceRequest, UpdateNamespaceResponse>(context, UpdateNamespaceRequest.Parser)
{
    protected override Task<UpdateNamespaceResponse> HandleAsync(UpdateNamespaceRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Update(request));

    private UpdateNamespaceResponse Update(UpdateNamespaceRequest request)
    {
        var row = Catalog.GetNamespace(request.Namespace);
        if (request.PromoteNamespace || request.DeleteBadBinary.Length > 0 ||
            request.ReplicationConfig is { ActiveClusterName.Length: > 0 })
        {
            throw RpcError.InvalidArgument(
                "Only description, owner, data and retention can be changed on this server.");
        }

        var changed = row.Description.Clone();
        if (request.UpdateInfo is { } info)
        {
            changed.NamespaceInfo.State = NamespaceStates.Change(changed.NamespaceInfo.State, info.State);
            changed.NamespaceInfo.Description = Or(info.Description, changed.NamespaceInfo.Description);
            changed.NamespaceInfo.OwnerEmail = Or(info.OwnerEmail, changed.NamespaceInfo.OwnerEmail);
            foreach (var (key, value) in info.Data)
            {
                changed.NamespaceInfo.Data[key] = value;
            }
        }

        if (request.Config?.WorkflowExecutionRetentionTtl is { } retention)
        {
            changed.Config.WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(RetentionRule.Check(retention));
        }

        Catalog.Replace(row with { Description = changed });
        return new UpdateNamespaceResponse
        {
            NamespaceInfo = changed.NamespaceInfo,
            Config = changed.Config,
            ReplicationConfig = changed.ReplicationConfig,
            IsGlobalNamespace = changed.IsGlobalNamespace,
        };
    }

    private static string Or(string asked, string found) => asked.Length > 0 ? asked : found;
}
