using Sdk.Tests.Client;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Common;

/// <summary>A plugin made of parts changes what its parts name, and nothing else.</summary>
public sealed class SimplePluginTests
{
    private static readonly DataConverter Other = new(new DefaultPayloadConverter(), new DefaultFailureConverter());

    [Workflow]
    public sealed class Nap
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(1);
    }

    [Fact]
    public void Client_ConverterAndInterceptor_AreTakenAndAdded()
    {
        var mine = new Silent();
        var plugins = new SimplePlugin(
            "p", new() { DataConverter = Other, ClientInterceptors = [new Silent()] });

        var client = new TemporalClient(
            new FakeConnection(new FakeWorkflowService()), new() { Interceptors = [mine], Plugins = [plugins] });

        Assert.Same(Other, client.Options.DataConverter);
        Assert.Equal(2, client.Options.Interceptors!.Count);
        Assert.Same(mine, client.Options.Interceptors!.First());
        Assert.Equal("p", plugins.Name);
    }

    [Fact]
    public void Client_NoParts_StaysAsItIs()
    {
        var options = new TemporalClientOptions { Interceptors = [new Silent()] };

        new SimplePlugin("p").ConfigureClient(options);

        Assert.Same(DataConverter.Default, options.DataConverter);
        Assert.Single(options.Interceptors!);
    }

    [Fact]
    public void Options_MadeFromWhatIsThere_SeeIt()
    {
        var options = new TemporalClientOptions { Interceptors = [new Silent(), new Silent()] };
        var parts = new SimplePluginOptions
        {
            ClientInterceptorsOption = new(there => [.. there!.Take(1)]),
            DataConverterOption = new(there => there with { PayloadCodec = null }),
        };

        new SimplePlugin("p", parts).ConfigureClient(options);

        Assert.Single(options.Interceptors!);
        Assert.Null(parts.ClientInterceptors);
        Assert.Equal(DataConverter.Default, options.DataConverter);
    }

    [Fact]
    public void Worker_ActivitiesWorkflowsAndExceptions_AreAdded()
    {
        var parts = new SimplePluginOptions { WorkflowFailureExceptionTypes = [typeof(FormatException)] };
        parts.AddWorkflow<Nap>().AddActivity(Act).AddAllActivities(new Hands());
        var options = new TemporalWorkerOptions("queue") { WorkflowFailureExceptionTypes = [typeof(TimeoutException)] };

        new SimplePlugin("p", parts).ConfigureWorker(options);

        Assert.Equal(["Nap"], options.Workflows.Select(workflow => workflow.Name));
        Assert.Equal(["Act", "Lift"], options.Activities.Select(activity => activity.Name));
        Assert.Equal([typeof(TimeoutException), typeof(FormatException)], options.WorkflowFailureExceptionTypes);
    }

    [Fact]
    public async Task Replayer_Context_IsAroundTheReplayHoweverItEnds()
    {
        var seen = new List<string>();
        var parts = new SimplePluginOptions
        {
            RunContextBefore = () => Note(seen, "before"),
            RunContextAfter = () => Note(seen, "after"),
        };
        parts.AddWorkflow<Nap>();
        var replayer = new WorkflowReplayer(new() { Plugins = [new SimplePlugin("p", parts)] });
        var broken = new WorkflowHistory("id", []);

        var results = (await replayer.ReplayWorkflowsAsync([broken])).ToList();

        Assert.Equal(["before", "after"], seen);
        Assert.NotNull(Assert.Single(results).ReplayFailure);
        Assert.Equal(["Nap"], replayer.Options.Workflows.Select(workflow => workflow.Name));
    }

    [Fact]
    public async Task RunWorker_BodyThrows_ContextEndsAllTheSame()
    {
        var seen = new List<string>();
        var plugin = new SimplePlugin("p", new() { RunContextAfter = () => Note(seen, "after") });

        await Assert.ThrowsAsync<InvalidOperationException>(() => plugin.RunWorkerAsync<int>(
            null!, (_, _) => throw new InvalidOperationException("stop"), CancellationToken.None));

        Assert.Equal(["after"], seen);
    }

    [Fact]
    public void Clone_LaterAdditions_AreItsOwn()
    {
        var parts = new SimplePluginOptions();
        var copy = (SimplePluginOptions)parts.Clone();

        copy.AddWorkflow<Nap>();

        Assert.Empty(parts.Workflows);
    }

    private static Task Note(List<string> seen, string what)
    {
        seen.Add(what);
        return Task.CompletedTask;
    }

    [Activity]
    private static void Act()
    {
    }

    private sealed class Hands
    {
        [Activity]
        public void Lift()
        {
        }
    }

    private sealed class Silent : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => nextInterceptor;
    }
}
