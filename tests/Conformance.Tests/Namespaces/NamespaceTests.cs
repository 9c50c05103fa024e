using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Namespaces;

public sealed class NamespaceTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Registered_IsUsableAtOnce_AndOnlyOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var name = await RegisterAsync(c);
        var start = c.StartRequest();
        start.Namespace = name;
        await c.Rpc.StartWorkflowExecutionAsync(start);
        await Refused.WithAsync<NamespaceAlreadyExistsFailure>(Code.AlreadyExists, () => RegisterAsync(c, name));
    }

    [SkippableTheory, BothServers]
    public async Task Updated_ShowsTheChange(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var name = await RegisterAsync(c);
        await c.Rpc.UpdateNamespaceAsync(new()
        {
            Namespace = name,
            UpdateInfo = new() { Description = "changed", OwnerEmail = "owner@example.com" },
            Config = new() { WorkflowExecutionRetentionTtl = Do.Span(72 * 3600) },
        });
        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = name });
        Assert.Equal(
            ("changed", "owner@example.com", Do.Span(72 * 3600)),
            (found.NamespaceInfo.Description, found.NamespaceInfo.OwnerEmail,
                found.Config.WorkflowExecutionRetentionTtl));
    }

    [SkippableTheory, BothServers]
    public async Task NoName_OrNoRetention_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.DescribeWorkflowExecutionAsync(
            new() { Execution = c.Current }));
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.RegisterNamespaceAsync(
            new() { Namespace = $"none-{Guid.NewGuid():N}" }));
    }

    [SkippableTheory, BothServers]
    public async Task UnknownName_IsNotFound_ForEveryCall(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var start = c.StartRequest();
        start.Namespace = "nobody";
        var detail = await Refused.WithAsync<NamespaceNotFoundFailure>(
            Code.NotFound, () => c.Rpc.StartWorkflowExecutionAsync(start));
        Assert.Equal("nobody", detail.Namespace);
        var update = c.UpdateRequest("u");
        update.Namespace = "nobody";
        await Refused.WithAsync<NamespaceNotFoundFailure>(Code.NotFound, () => c.SendAsync(update));
    }

    [SkippableTheory, BothServers]
    public async Task SameWorkflowId_InTwoNamespaces_AreTwoWorkflows(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var name = await RegisterAsync(c);
        await c.StartAsync();
        var start = c.StartRequest();
        start.Namespace = name;
        var other = await c.Rpc.StartWorkflowExecutionAsync(start);
        Assert.NotEqual(c.RunId, other.RunId);
        Assert.Equal(c.RunId, (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo.Execution.RunId);
    }

    [SkippableTheory, BothServers]
    public async Task Health_IsServing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        Assert.True(await c.Connection.CheckHealthAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Deleted_IsUnknownSoon(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var name = await RegisterAsync(c);
        await c.Connection.OperatorService.DeleteNamespaceAsync(new() { Namespace = name });
        await Eventually.IsAsync(
            async () =>
            {
                try
                {
                    await c.Rpc.DescribeNamespaceAsync(new() { Namespace = name });
                    return false;
                }
                catch (Temporalio.Exceptions.RpcException gone) when (gone.Code == Code.NotFound)
                {
                    return true;
                }
            },
            "the namespace is gone");
    }

    private static async Task<string> RegisterAsync(Conversation c, string? name = null)
    {
        name ??= $"conformance-{Guid.NewGuid():N}";
        await c.Rpc.RegisterNamespaceAsync(new RegisterNamespaceRequest
        {
            Namespace = name,
            WorkflowExecutionRetentionPeriod = Do.Span(24 * 3600),
        });
        await Eventually.IsAsync(
            async () =>
            {
                try
                {
                    await c.Rpc.DescribeNamespaceAsync(new() { Namespace = name });
                    return true;
                }
                catch (Temporalio.Exceptions.RpcException late) when (late.Code == Code.NotFound)
                {
                    return false;
                }
            },
            $"namespace {name} is known");
        return name;
    }
}
