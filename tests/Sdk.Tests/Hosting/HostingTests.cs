using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sdk.Tests.Worker.Real;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task ScopedActivities_EachCall_HasAScopeThatEndsWithIt()
    {
        var services = new ServiceCollection();
        services.AddScoped<Scoped>();
        services.AddScoped<ScopedActivities>();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var all = provider.CreateTemporalActivityDefinitions<ScopedActivities>().ToDictionary(d => d.Name!);
        foreach (var name in new[] { "Sync", "Async", "NoResult", "Throws" })
        {
            Scoped.Last = null;
            try
            {
                await all[name].InvokeAsync([]);
            }
            catch (InvalidOperationException) when (name == "Throws")
            {
                // Expected.
            }
            Assert.True(Scoped.Last!.WasUsed);
            Assert.True(Scoped.Last.IsDisposed);
            Assert.Null(ActivityScope.ServiceScope);
        }
        Assert.Equal(1, await all["Async"].InvokeAsync([]));
        Assert.Equal("static", await all["Static"].InvokeAsync([]));
    }

    [Fact]
    public void Builder_AddsWhatItIsTold_ToTheOptionsOfItsWorker()
    {
        var services = new ServiceCollection();
        services.AddHostedTemporalWorker("address:7233", "space", "queue")
            .AddWorkflow<Desk>()
            .AddScopedActivities<ScopedActivities>()
            .AddStaticActivities<StaticActivities>()
            .ConfigureOptions(o => o.MaxCachedWorkflows = 7);
        services.AddHostedTemporalWorker("queue", new WorkerDeploymentOptions(new WorkerDeploymentVersion("d", "1"), true))
            .AddWorkflow<Desk>();
        using var provider = services.BuildServiceProvider();
        var ids = provider.GetServices<TemporalWorkerServiceIdentifier>().ToList();
        Assert.Equal(2, ids.Count);
        var monitor = provider.GetRequiredService<IOptionsMonitor<TemporalWorkerServiceOptions>>();
        var first = monitor.Get(ids[0].OptionsName);
        Assert.Equal("queue", first.TaskQueue);
        Assert.Equal("address:7233", first.ClientOptions!.TargetHost);
        Assert.Equal("space", first.ClientOptions.Namespace);
        Assert.Equal(7, first.MaxCachedWorkflows);
        Assert.Single(first.Workflows);
        Assert.Equal(6, first.Activities.Count);
        var second = monitor.Get(ids[1].OptionsName);
        Assert.Equal("1", second.DeploymentOptions!.Version!.BuildId);
        Assert.Null(second.ClientOptions);
        Assert.Empty(second.Activities);
    }

    [Fact]
    public void Builder_OfTheSameWorkerTwice_IsRefused()
    {
        var services = new ServiceCollection();
        var first = services.AddHostedTemporalWorker("queue").ConfigureOptions(_ => { }, disallowDuplicates: true);
        var e = Assert.Throws<InvalidOperationException>(() => services.AddHostedTemporalWorker("queue"));
        Assert.EndsWith("already on collection", e.Message, StringComparison.Ordinal);
        Assert.Single(services, s => s.ServiceType == typeof(IHostedService));
        Assert.Throws<InvalidOperationException>(() => first.ConfigureOptions(_ => { }, disallowDuplicates: true));
    }

    [Fact]
    public void Service_WithoutAnyClient_SaysSo()
    {
        var services = new ServiceCollection();
        services.AddHostedTemporalWorker("queue").AddStaticActivities<StaticActivities>();
        using var provider = services.BuildServiceProvider();
        var e = Assert.Throws<InvalidOperationException>(() => provider.GetServices<IHostedService>().ToList());
        Assert.Contains("ITemporalClient", e.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Host_WithAWorker_StartsAndStopsIt()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var server = await RealServer.SharedAsync();
        var queue = "queue-" + Guid.NewGuid().ToString("N");
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddTemporalClient(server.Address, "default");
        builder.Services.AddHostedTemporalWorker(queue).AddWorkflow<Desk>().AddStaticActivities<Desk>();
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITemporalClient>();
        var handle = await client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), new(queue, queue));
        await handle.SignalAsync(d => d.SayAsync("hosted"));
        await handle.SignalAsync(d => d.CloseAsync());
        Assert.Equal("a:hosted", await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        await host.StopAsync();
    }

    public sealed class Scoped : IDisposable
    {
        public static Scoped? Last { get; set; }

        public bool IsDisposed { get; private set; }

        public bool WasUsed { get; private set; }

        public void Use()
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            WasUsed = true;
            Last = this;
        }

        public void Dispose() => IsDisposed = true;
    }

    public sealed class ScopedActivities(Scoped scoped)
    {
        [Activity]
        public static string Static() => "static";

        [Activity]
        public void Sync() => scoped.Use();

        [Activity]
        public async Task<int> AsyncAsync()
        {
            await Task.Yield();
            scoped.Use();
            return 1;
        }

        [Activity]
        public async Task NoResultAsync()
        {
            await Task.Yield();
            scoped.Use();
        }

        [Activity]
        public void Throws()
        {
            scoped.Use();
            throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class StaticActivities
    {
        [Activity]
        public static string OnlyStatic() => "static";
    }
}
