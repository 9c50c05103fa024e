using System.Net;
using System.Net.Sockets;
using DirectedExecution.DevServer.Hosting;
using DevServer.Tests.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Hosting;

/// <summary>Options, and a start that cannot be.</summary>
public sealed class StartTests
{
    [Fact]
    public void Parse_TheLineOfAnSdkTestEnvironment_IsUnderstood()
    {
        const string line = "server start-dev --port 1234 --namespace mine --ip 127.0.0.1 --log-format pretty --log-level warn " +
            "--dynamic-config-value frontend.enableServerVersionCheck=false " +
            "--dynamic-config-value frontend.enableUpdateWorkflowExecution=true --db-filename f.db --headless --search-attribute A=Int";

        var arguments = StartDevArguments.Parse(line.Split(' '));
        var options = arguments.Options;
        options.Validate();

        Assert.Equal(1234, options.Port);
        Assert.Equal(["mine"], options.Namespaces);
        Assert.Equal("f.db", options.DbFilename);
        Assert.Equal("Int", options.SearchAttributes["A"]);
        Assert.Empty(arguments.WithoutEffect);
    }

    [Fact]
    public void Parse_SettingOfTheOfficialServerOnly_IsNoted()
    {
        var arguments = StartDevArguments.Parse(
            ["server", "start-dev", "--dynamic-config-value", "limit.historyCount.error=100", "--sqlite-pragma", "synchronous=normal"]);

        Assert.Equal([("--dynamic-config-value", "limit.historyCount.error=100")], arguments.WithoutEffect);
        Assert.Equal(Durability.ProcessDeath, arguments.Options.Durability);
    }

    [Fact]
    public void Parse_LimitsOfHistories_AreKept()
    {
        var arguments = StartDevArguments.Parse(
            [
                "server", "start-dev", "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40",
                "--dynamic-config-value=limit.historySize.suggestContinueAsNew=5000",
            ]);

        Assert.Empty(arguments.WithoutEffect);
        Assert.Equal(40, arguments.Options.SuggestContinueAsNewEvents);
        Assert.Equal(5000, arguments.Options.SuggestContinueAsNewBytes);
    }

    [Theory]
    [InlineData("server start-dev --dynamic-config-value limit.historyCount.suggestContinueAsNew=many", "suggestContinueAsNew")]
    [InlineData("server start-dev --dynamic-config-value limit.historySize.suggestContinueAsNew=0", "--dynamic-config-value")]
    [InlineData("server start-dev --port many", "--port")]
    [InlineData("server start-dev --port 70000", "--port")]
    [InlineData("server start-dev --ip nowhere", "--ip")]
    [InlineData("server start-dev --search-attribute A", "--search-attribute")]
    [InlineData("server start-dev --search-attribute A=Whole", "--search-attribute")]
    [InlineData("server start-dev --search-attribute WorkflowId=Keyword", "--search-attribute")]
    [InlineData("server start-dev --namespace temporal-system", "--namespace")]
    [InlineData("server start-dev --log-level loud", "--log-level")]
    [InlineData("server start-dev --in-memory -f x.db", "--in-memory")]
    [InlineData("server start-dev --sqlite-pragma cache_size=1", "--sqlite-pragma")]
    [InlineData("server start-dev --what", "--what")]
    [InlineData("server start-dev --what ever", "--what")]
    [InlineData("server", "usage")]
    [InlineData("server stop", "usage")]
    public void Parse_WhatCannotBe_IsOneSentenceThatNamesIt(string line, string named)
    {
        var refusal = Assert.Throws<DevServerException>(() => StartDevArguments.Parse(line.Split(' ')).Options.Validate());

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<DevServerException>(
            () => DirectedExecution.DevServer.Hosting.DevServer.StartAsync(new DevServerOptions { Port = port }));

        Assert.Equal($"Cannot listen on 127.0.0.1:{port}: another process uses this port.", refusal.Message);
    }

    [Fact]
    public async Task Start_AgainOnTheSameFile_KnowsNamespacesAndSearchAttributes()
    {
        using var folder = new TemporaryFolder();
        var options = new DevServerOptions { Port = 0, DbFilename = folder.File("s.db"), Namespaces = ["mine"] };
        string id;
        await using (var first = await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(options))
        {
            using var client = new RawClient(first.Address);
            id = (await client.CallAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Namespace = "mine" })).NamespaceInfo.Id;
            await client.CallAsync<AddSearchAttributesResponse>(new AddSearchAttributesRequest
            {
                Namespace = "mine",
                SearchAttributes = { ["Lead"] = IndexedValueType.Keyword },
            });
        }

        await using var second = await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(options);
        using var again = new RawClient(second.Address);

        var found = await again.CallAsync<DescribeNamespaceResponse>(new DescribeNamespaceRequest { Namespace = "mine" });
        Assert.Equal(id, found.NamespaceInfo.Id);
        var attributes = await again.CallAsync<ListSearchAttributesResponse>(new ListSearchAttributesRequest { Namespace = "mine" });
        Assert.Equal(IndexedValueType.Keyword, attributes.CustomAttributes["Lead"]);
    }

    [Fact]
    public async Task Start_SearchAttributeOfAnotherType_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var options = new DevServerOptions { Port = 0, DbFilename = folder.File("s.db") };
        await using (await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(options with { SearchAttributes = Lead("Keyword") }))
        {
        }

        var refusal = await Assert.ThrowsAsync<DevServerException>(
            () => DirectedExecution.DevServer.Hosting.DevServer.StartAsync(options with { SearchAttributes = Lead("Int") }));

        Assert.Equal(
            "--search-attribute: 'Lead' is already registered as Keyword in namespace 'default', not as Int.", refusal.Message);
    }

    private static Dictionary<string, string> Lead(string type) => new() { ["Lead"] = type };
}
