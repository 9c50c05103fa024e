using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Testing;

namespace Testing.Tests;

/// <summary>The environment on the wall clock.</summary>
public sealed class LocalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task StartLocal_Workflow_RunsInRealTime()
    {
        var lead = SearchAttributeKey.CreateKeyword("Lead");
        await using var environment = await WorkflowEnvironment.StartLocalAsync(
            new() { Namespace = "exercise", SearchAttributes = [lead] });
        Assert.False(environment.SupportsTimeSkipping);
        await Staffed.RunAsync(environment, async client =>
        {
            var options = Staffed.Options();
            options.TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(lead, "ana").ToSearchAttributeCollection();

            var handle = await client.StartWorkflowAsync(
                (SleeperWorkflow workflow) => workflow.RunAsync(TimeSpan.FromMilliseconds(1)), options);
            await handle.GetResultAsync().WaitAsync(Patience);

            Assert.Equal("exercise", client.Options.Namespace);
            Assert.Equal("ana", (await handle.DescribeAsync()).TypedSearchAttributes.Get(lead));
        });
    }

    [Fact]
    public async Task GetCurrentTime_Local_IsTheWallClock()
    {
        await using var environment = await WorkflowEnvironment.StartLocalAsync();

        Assert.InRange(
            await environment.GetCurrentTimeAsync(), DateTime.Now.AddMinutes(-1), DateTime.Now.AddMinutes(1));
        Assert.Equal(7, environment.WithAutoTimeSkippingDisabled(() => 7));
    }

    [Fact]
    public async Task CreateFromEnvConfig_VariablesNameARunningServer_IsItsClientAndLeavesItAlone()
    {
        await using var server = await WorkflowEnvironment.StartLocalAsync();
        var variables = new Dictionary<string, string>
        {
            ["TEMPORAL_ADDRESS"] = server.Client.Connection.Options.TargetHost!,
            ["TEMPORAL_NAMESPACE"] = server.Client.Options.Namespace,
        };

        await using (var environment = await WorkflowEnvironment.CreateFromEnvConfigAsync(
            new() { DisableFile = true, OverrideEnvVars = variables }))
        {
            Assert.False(environment.SupportsTimeSkipping);
            Assert.Equal(server.Client.Options.Namespace, environment.Client.Options.Namespace);
            Assert.True(await environment.Client.Connection.CheckHealthAsync());
        }

        Assert.True(await server.Client.Connection.CheckHealthAsync());
    }

    [Fact]
    public async Task Constructor_OverAClient_LeavesItsServerAlone()
    {
        await using var server = await WorkflowEnvironment.StartLocalAsync();

        await using (var environment = new WorkflowEnvironment(server.Client))
        {
            Assert.False(environment.SupportsTimeSkipping);
            Assert.Same(server.Client, environment.Client);
            await environment.DelayAsync(1);
        }

        Assert.True(await server.Client.Connection.CheckHealthAsync());
    }

    [Fact]
    public async Task Shutdown_Local_EndsTheServer()
    {
        var environment = await WorkflowEnvironment.StartLocalAsync();
        await environment.ShutdownAsync();
        await environment.DisposeAsync();

        var options = new TemporalClientConnectOptions(environment.Client.Connection.Options.TargetHost!)
        {
            RpcRetry = new RpcRetryOptions { MaxRetries = 1 },
        };
        await Assert.ThrowsAnyAsync<Exception>(() => TemporalClient.ConnectAsync(options));
    }
}
