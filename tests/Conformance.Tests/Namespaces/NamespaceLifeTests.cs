using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Namespaces;

public sealed class NamespaceLifeTests(SharedServers servers) : Behaviour(servers)
{
    private const string Service = "temporal.api.workflowservice.v1.WorkflowService";

    [SkippableTheory, BothServers]
    public async Task Register_ANewName_IsUsableAtOnce_AndNotTwice(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = Register();

        await c.Rpc.RegisterNamespaceAsync(request);

        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = request.Namespace });
        Assert.Equal("about", found.NamespaceInfo.Description);
        Assert.Equal("owner@example.org", found.NamespaceInfo.OwnerEmail);
        Assert.Equal("v", found.NamespaceInfo.Data["k"]);
        Assert.Equal(TimeSpan.FromDays(2), found.Config.WorkflowExecutionRetentionTtl.ToTimeSpan());
        await c.StartAsync(r => r.Namespace = request.Namespace);
        await Refused.WithAsync<NamespaceAlreadyExistsFailure>(
            RpcException.StatusCode.AlreadyExists, () => c.Rpc.RegisterNamespaceAsync(request));
    }

    [SkippableTheory, BothServers]
    public async Task Register_WithoutNameOrWithTooShortRetention_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        Action<RegisterNamespaceRequest>[] wrongs =
        [
            r => r.Namespace = string.Empty,
            r => r.Namespace = new string('n', 1001),
            r => r.WorkflowExecutionRetentionPeriod = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
            r => r.WorkflowExecutionRetentionPeriod = null,
        ];
        foreach (var wrong in wrongs)
        {
            var request = Register();
            wrong(request);
            await Refused.WithAsync(
                RpcException.StatusCode.InvalidArgument, () => c.Rpc.RegisterNamespaceAsync(request));
        }
    }

    [SkippableTheory, BothServers]
    public async Task Update_ChangesWhatItNames_AndNothingElse(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = Register();
        await c.Rpc.RegisterNamespaceAsync(request);

        await c.Rpc.UpdateNamespaceAsync(new()
        {
            Namespace = request.Namespace,
            UpdateInfo = new() { Description = "new", Data = { ["l"] = "w" } },
            Config = new() { WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(TimeSpan.FromDays(3)) },
        });

        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = request.Namespace });
        Assert.Equal("new", found.NamespaceInfo.Description);
        Assert.Equal("owner@example.org", found.NamespaceInfo.OwnerEmail);
        Assert.Equal(["k", "l"], found.NamespaceInfo.Data.Keys.Order());
        Assert.Equal(TimeSpan.FromDays(3), found.Config.WorkflowExecutionRetentionTtl.ToTimeSpan());
    }

    [SkippableTheory, BothServers]
    public async Task Update_OfTheState_GoesOneWay(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = Register();
        await c.Rpc.RegisterNamespaceAsync(request);

        await c.Rpc.UpdateNamespaceAsync(new()
        {
            Namespace = request.Namespace,
            UpdateInfo = new() { State = NamespaceState.Deprecated },
        });

        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = request.Namespace });
        Assert.Equal(NamespaceState.Deprecated, found.NamespaceInfo.State);
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.Rpc.UpdateNamespaceAsync(new()
        {
            Namespace = request.Namespace,
            UpdateInfo = new() { State = NamespaceState.Registered },
        }));
    }

    [SkippableTheory, BothServers]
    public async Task Deprecate_RunsGoOn_AndNothingStarts(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = Register();
        await c.Rpc.RegisterNamespaceAsync(request);
        await c.StartAsync(r => r.Namespace = request.Namespace);

        await RawCall.CallAsync<DeprecateNamespaceResponse>(
            c.Connection, $"{Service}/DeprecateNamespace", new DeprecateNamespaceRequest { Namespace = request.Namespace });

        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = request.Namespace });
        Assert.Equal(NamespaceState.Deprecated, found.NamespaceInfo.State);
        await c.Rpc.SignalWorkflowExecutionAsync(new()
        {
            Namespace = request.Namespace,
            WorkflowExecution = c.Current,
            SignalName = "s",
        });

        // The official server hears of it with its next look at the namespaces.
        await Eventually.IsAsync(
            async () =>
            {
                try
                {
                    await c.Rpc.StartWorkflowExecutionAsync(Start(c, request.Namespace));
                    return false;
                }
                catch (RpcException refusal) when (refusal.Code == RpcException.StatusCode.FailedPrecondition)
                {
                    return true;
                }
            },
            "a start in the deprecated namespace to be refused");
        var detail = await Refused.WithAsync<NamespaceInvalidStateFailure>(
            RpcException.StatusCode.FailedPrecondition,
            () => c.Rpc.StartWorkflowExecutionAsync(Start(c, request.Namespace)));
        Assert.Equal((request.Namespace, NamespaceState.Deprecated), (detail.Namespace, detail.State));
        Assert.Equal([NamespaceState.Registered], detail.AllowedStates);
    }

    private static StartWorkflowExecutionRequest Start(Conversation c, string name)
    {
        var request = c.StartRequest();
        request.Namespace = name;
        request.WorkflowId = $"another-{Guid.NewGuid():N}";
        request.RequestId = Guid.NewGuid().ToString();
        return request;
    }

    private static RegisterNamespaceRequest Register() => new()
    {
        Namespace = $"namespace-{Guid.NewGuid():N}",
        Description = "about",
        OwnerEmail = "owner@example.org",
        Data = { ["k"] = "v" },
        WorkflowExecutionRetentionPeriod = Duration.FromTimeSpan(TimeSpan.FromDays(2)),
    };
}
