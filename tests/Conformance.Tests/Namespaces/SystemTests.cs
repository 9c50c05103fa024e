using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Namespaces;

public sealed class SystemTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task SystemInfo_HasTheCapabilitiesThatClientsAskFor(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var info = (await c.Rpc.GetSystemInfoAsync(new())).Capabilities;
        Assert.True(info.SignalAndQueryHeader);
        Assert.True(info.ActivityFailureIncludeHeartbeat);
        Assert.True(info.EncodedFailureAttributes);
        Assert.True(info.UpsertMemo);
        Assert.True(info.SdkMetadata);
        Assert.True(info.CountGroupByExecutionStatus);
    }

    /// <summary>Clients switch features by these: neither server may claim more, or less, than it has.</summary>
    [SkippableTheory, BothServers]
    public async Task SystemInfo_Capabilities_AreExactlyThese(ServerKind kind)
    {
        string[] both =
        [
            "activity_failure_include_heartbeat", "build_id_based_versioning", "count_group_by_execution_status",
            "eager_workflow_start", "encoded_failure_attributes", "internal_error_differentiation", "sdk_metadata",
            "signal_and_query_header", "supports_schedules", "upsert_memo",
        ];
        string[] officialOnly = ["nexus"];
        var c = await WithAsync(kind);
        var told = (await c.Rpc.GetSystemInfoAsync(new())).Capabilities;
        Assert.Equal(
            kind == ServerKind.Embedded ? both : both.Concat(officialOnly).Order(StringComparer.Ordinal),
            GetSystemInfoResponse.Types.Capabilities.Descriptor.Fields.InDeclarationOrder()
                .Where(field => field.Accessor.GetValue(told) is true)
                .Select(field => field.Name)
                .Order(StringComparer.Ordinal));
    }

    [SkippableTheory, BothServers]
    public async Task DescribeNamespace_KnowsTheDefault_AndNoOther(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var found = await c.Rpc.DescribeNamespaceAsync(new() { Namespace = Conversation.Namespace });
        Assert.Equal(NamespaceState.Registered, found.NamespaceInfo.State);
        Assert.True(found.NamespaceInfo.Capabilities.EagerWorkflowStart);
        Assert.True(found.NamespaceInfo.SupportsSchedules);
        Assert.True(Guid.TryParse(found.NamespaceInfo.Id, out _));

        // Off by default in the official server of this level; the embedded one always returns polls.
        Assert.Equal(kind == ServerKind.Embedded, found.NamespaceInfo.Capabilities.WorkerPollCompleteOnShutdown);
        var detail = await Refused.WithAsync<NamespaceNotFoundFailure>(
            RpcException.StatusCode.NotFound, () => c.Rpc.DescribeNamespaceAsync(new() { Namespace = "nobody" }));
        Assert.Equal("nobody", detail.Namespace);
    }

    [SkippableTheory, BothServers]
    public async Task UnknownMethod_IsUnimplemented(ServerKind kind)
    {
        var c = await WithAsync(kind);
        using var http = new HttpClient { DefaultRequestVersion = new(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var body = new ByteArrayContent([0, 0, 0, 0, 0]);
        body.Headers.ContentType = new("application/grpc");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://{c.Connection.Options.TargetHost}/temporal.api.workflowservice.v1.WorkflowService/NoSuchCall")
        {
            Content = body,
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TE.Add(new("trailers"));
        using var response = await http.SendAsync(request);
        var status = response.Headers.TryGetValues("grpc-status", out var inHeaders)
            ? inHeaders
            : response.TrailingHeaders.GetValues("grpc-status");
        Assert.Equal("12", Assert.Single(status));
    }

    [SkippableTheory, BothServers]
    public async Task Poll_WithAShortDeadline_IsEmptyAndNoError(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var task = await c.TryPollAsync(TimeSpan.FromSeconds(5));
        Assert.True(task.TaskToken.IsEmpty);
    }

    [SkippableTheory, BothServers]
    public async Task ResetPoll_DoesNotSwallowTheNextTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        using var gone = new CancellationTokenSource();
        var first = c.TryPollAsync(TimeSpan.FromSeconds(30), cancellation: gone.Token);
        Assert.False((await c.Rpc.GetSystemInfoAsync(new())).ServerVersion.Length == 0);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        // The reset goes ahead of this call on the same connection: when it is answered, the server knows.
        await c.Rpc.GetSystemInfoAsync(new());
        await c.StartAsync();
        var task = await c.PollAsync();
        Assert.Equal(1, task.Attempt);
    }

    [SkippableTheory, BothServers]
    public async Task TwoHundredPolls_OnOneConnection_AreAllServed(ServerKind kind)
    {
        var conversations = new List<Conversation>();
        for (var i = 0; i < 200; i++)
        {
            conversations.Add(await WithAsync(kind));
        }

        var polls = conversations.Select(c => c.TryPollAsync(TimeSpan.FromSeconds(50))).ToList();
        foreach (var c in conversations)
        {
            await c.StartAsync();
        }

        var tasks = await Task.WhenAll(polls);
        Assert.Equal(conversations.Select(c => c.WorkflowId), tasks.Select(t => t.WorkflowExecution?.WorkflowId));
    }

    [SkippableTheory, BothServers]
    public async Task Message_UpToFourMebibytes_Passes_AndAboveIsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var mebibyte = '"' + new string('x', 1024 * 1024) + '"';
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.CompleteAsync(task, Do.Activity("1", c, Big), Do.Activity("2", c, Big), Do.Activity("3", c, Big));
        var refusal = await Refused.WithAsync(RpcException.StatusCode.ResourceExhausted, () => c.StartAsync(r =>
            r.Input = new() { Payloads_ = { Enumerable.Repeat(Conversation.Json(mebibyte), 5) } }));
        Assert.Contains("larger than max", refusal.Message, StringComparison.Ordinal);

        void Big(Temporalio.Api.Command.V1.ScheduleActivityTaskCommandAttributes activity) =>
            activity.Input = new() { Payloads_ = { Conversation.Json(mebibyte) } };
    }
}
