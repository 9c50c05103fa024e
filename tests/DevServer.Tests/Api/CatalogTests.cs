using DevServer.Tests.Hosting;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Namespace.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Api;

/// <summary>Namespaces, search attributes and what the cluster says of itself, over the wire.</summary>
public sealed class CatalogTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly RawClient client = fixture.Client;

    [Fact]
    public async Task SystemInfo_HasVersionAndHonestCapabilities()
    {
        var info = await client.CallAsync<GetSystemInfoResponse>(new GetSystemInfoRequest());

        Assert.Equal("1.29.1", info.ServerVersion);
        Assert.True(info.Capabilities.EncodedFailureAttributes);
        Assert.True(info.Capabilities.CountGroupByExecutionStatus);
        Assert.False(info.Capabilities.Nexus);
        Assert.True(info.Capabilities.SupportsSchedules);
    }

    [Fact]
    public async Task ClusterInfo_TellsASearchableStore()
    {
        var info = await client.CallAsync<GetClusterInfoResponse>(new GetClusterInfoRequest());

        Assert.Equal("sqlite", info.VisibilityStore);
        Assert.Equal("active", info.ClusterName);
    }

    [Fact]
    public async Task DescribeNamespace_Default_IsRegisteredWithIdAndRetention()
    {
        var found = await client.CallAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Namespace = "default" });

        Assert.Equal(NamespaceState.Registered, found.NamespaceInfo.State);
        Assert.True(Guid.TryParse(found.NamespaceInfo.Id, out _));
        Assert.Equal(86400, found.Config.WorkflowExecutionRetentionTtl.Seconds);
        var byId = await client.CallAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Id = found.NamespaceInfo.Id });
        Assert.Equal("default", byId.NamespaceInfo.Name);
    }

    [Fact]
    public async Task DescribeNamespace_EmptyName_IsInvalid() =>
        await RefusedAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest(), GrpcStatusCode.InvalidArgument);

    [Fact]
    public async Task ListNamespaces_PageByPage_GivesAllOnce()
    {
        var names = new List<string>();
        var request = new ListNamespacesRequest { PageSize = 1 };
        do
        {
            var page = await client.CallAsync<ListNamespacesResponse>(request);
            names.AddRange(page.Namespaces.Select(found => found.NamespaceInfo.Name));
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);

        Assert.Equal(names.Distinct(), names);
        Assert.Superset(new HashSet<string> { "default", "other", "temporal-system" }, names.ToHashSet());
    }

    [Fact]
    public async Task RegisterNamespace_New_CanBeUsedUpdatedAndDeleted()
    {
        var register = new RegisterNamespaceRequest
        {
            Namespace = "crew",
            Description = "first",
            WorkflowExecutionRetentionPeriod = Duration.FromTimeSpan(TimeSpan.FromDays(3)),
        };
        await client.CallAsync<RegisterNamespaceResponse>(register);
        await RefusedAsync<RegisterNamespaceResponse>(register, GrpcStatusCode.AlreadyExists);

        await client.CallAsync<UpdateNamespaceResponse>(new UpdateNamespaceRequest
        {
            Namespace = "crew",
            UpdateInfo = new UpdateNamespaceInfo { Description = "second" },
            Config = new NamespaceConfig { WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(TimeSpan.FromDays(5)) },
        });
        var found = await client.CallAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Namespace = "crew" });
        Assert.Equal("second", found.NamespaceInfo.Description);
        Assert.Equal(TimeSpan.FromDays(5), found.Config.WorkflowExecutionRetentionTtl.ToTimeSpan());

        await client.CallAsync<DeleteNamespaceResponse>(new DeleteNamespaceRequest { Namespace = "crew" });
        await RefusedAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Namespace = "crew" }, GrpcStatusCode.NotFound);
    }

    [Fact]
    public async Task RegisterNamespace_WithoutRetention_IsInvalid() =>
        await RefusedAsync<RegisterNamespaceResponse>(
            new RegisterNamespaceRequest { Namespace = "brief" }, GrpcStatusCode.InvalidArgument);

    [Fact]
    public async Task SearchAttributes_AddedTwiceThenRemoved_AreGone()
    {
        var add = new AddSearchAttributesRequest { Namespace = "other", SearchAttributes = { ["Step"] = IndexedValueType.Int } };
        await client.CallAsync<AddSearchAttributesResponse>(add);
        add.SearchAttributes["Step"] = IndexedValueType.Keyword;
        await client.CallAsync<AddSearchAttributesResponse>(add);
        Assert.Equal(IndexedValueType.Int, (await ListAsync("other")).CustomAttributes["Step"]);

        await client.CallAsync<RemoveSearchAttributesResponse>(
            new RemoveSearchAttributesRequest { Namespace = "other", SearchAttributes = { "Step", "NeverThere" } });
        Assert.False((await ListAsync("other")).CustomAttributes.ContainsKey("Step"));
    }

    [Fact]
    public async Task SearchAttributes_OfTheServersOptions_AreThere()
    {
        var found = await ListAsync("default");

        Assert.Equal(IndexedValueType.Keyword, found.CustomAttributes["Lead"]);
        Assert.Equal(IndexedValueType.Keyword, found.SystemAttributes["WorkflowId"]);
        Assert.Equal(IndexedValueType.KeywordList, found.SystemAttributes["TemporalChangeVersion"]);
    }

    [Theory]
    [InlineData("WorkflowId", IndexedValueType.Keyword)]
    [InlineData("TemporalMine", IndexedValueType.Keyword)]
    [InlineData("Fine", IndexedValueType.Unspecified)]
    public async Task AddSearchAttributes_ReservedOrUntyped_IsInvalid(string name, IndexedValueType type) =>
        await RefusedAsync<AddSearchAttributesResponse>(
            new AddSearchAttributesRequest { Namespace = "default", SearchAttributes = { [name] = type } },
            GrpcStatusCode.InvalidArgument);

    [Fact]
    public async Task AddSearchAttributes_FourthOfAType_IsInvalidAndAddsNone()
    {
        var add = new AddSearchAttributesRequest { Namespace = "default" };
        for (var number = 1; number <= 4; number++)
        {
            add.SearchAttributes[$"Flag{number}"] = IndexedValueType.Bool;
        }

        await RefusedAsync<AddSearchAttributesResponse>(add, GrpcStatusCode.InvalidArgument);
        Assert.DoesNotContain("Flag1", (await ListAsync("default")).CustomAttributes.Keys);
    }

    private Task<ListSearchAttributesResponse> ListAsync(string space) =>
        client.CallAsync<ListSearchAttributesResponse>(new ListSearchAttributesRequest { Namespace = space });

    private async Task RefusedAsync<TReply>(Google.Protobuf.IMessage request, GrpcStatusCode code)
        where TReply : Google.Protobuf.IMessage<TReply>, new() =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RawRpcException>(() => client.CallAsync<TReply>(request))).Code);
}
