using System.Reflection;
using Microsoft.Extensions.Logging;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker.ActivityTasks;
using Temporalio.Worker.Interceptors;
using Temporalio.Worker.WorkflowTasks;

namespace Temporalio.Worker;

/// <summary>
/// Runs workflows and activities of one task queue. It outlives lost connections and restarts of the server: it polls
/// again until it is stopped or the server refuses it for a minute.
/// </summary>
public class TemporalWorker : IDisposable
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly WorkflowWorker? workflowWorker;
    private readonly ActivityWorker? activityWorker;
    private int started;

    /// <summary>Initializes a new instance of the <see cref="TemporalWorker"/> class.</summary>
    /// <param name="client">Client; has to be connected.</param>
    /// <param name="options">Options; a copy is taken.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="InvalidOperationException">The client is lazy and not connected yet.</exception>
    public TemporalWorker(IWorkerClient client, TemporalWorkerOptions options)
        : this(client, SetupOf(client, options))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorker"/> class over any service, for tests.</summary>
    /// <param name="client">Client to show; may be null.</param>
    /// <param name="setup">Everything that the worker needs.</param>
    internal TemporalWorker(IWorkerClient? client, WorkerSetup setup)
    {
        WorkerRules.Check(setup.Options);
        this.setup = setup;
        Client = client!;
        logger = setup.LoggerFactory.CreateLogger<TemporalWorker>();
        workflowWorker = setup.Options.Workflows.Count > 0 ? new(setup, RunContexts.Of(setup)) : null;
        activityWorker = setup.Options.Activities.Count > 0 && !setup.Options.LocalActivityWorkerOnly
            ? new(setup)
            : null;
    }

    /// <summary>Gets the options, as they were when the worker was made.</summary>
    public TemporalWorkerOptions Options => setup.Options;

    /// <summary>Gets the client.</summary>
    public IWorkerClient Client { get; }

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stoppingToken">Token that stops the worker gracefully.</param>
    /// <returns>Never completes successfully: ends with the cancellation or a failure.</returns>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    /// <exception cref="InvalidOperationException">This worker was executed before.</exception>
    public Task ExecuteAsync(CancellationToken stoppingToken) =>
        ExecuteAsync(() => Task.Delay(Timeout.Infinite, stoppingToken), stoppingToken);

    /// <summary>Works until a task is done.</summary>
    /// <param name="untilComplete">Makes the task; it starts when the worker does.</param>
    /// <param name="stoppingToken">Token that stops the worker gracefully before that.</param>
    /// <returns>Task that ends as the given task did, after the worker has shut down.</returns>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    /// <exception cref="InvalidOperationException">This worker was executed before.</exception>
    public Task ExecuteAsync(Func<Task> untilComplete, CancellationToken stoppingToken = default) =>
        ExecuteAsync<object?>(
            async () =>
            {
                await untilComplete().ConfigureAwait(false);
                return null;
            },
            stoppingToken);

    /// <summary>Works until a task is done.</summary>
    /// <typeparam name="TResult">Its result.</typeparam>
    /// <param name="untilComplete">Makes the task; it starts when the worker does.</param>
    /// <param name="stoppingToken">Token that stops the worker gracefully before that.</param>
    /// <returns>The result, after the worker has shut down.</returns>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    /// <exception cref="InvalidOperationException">This worker was executed before.</exception>
    public async Task<TResult> ExecuteAsync<TResult>(
        Func<Task<TResult>> untilComplete, CancellationToken stoppingToken = default)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("This worker was started before; make a new one");
        }
        stoppingToken.ThrowIfCancellationRequested();
        await CheckNamespaceAsync(stoppingToken).ConfigureAwait(false);
        WorkerLog.WorkerStarted(logger, setup.TaskQueue, setup.Identity);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var polling = PollAsync(stop.Token);
        var user = StartAsync(untilComplete);
        await Task.WhenAny(user, polling, Until(stop.Token)).ConfigureAwait(false);
        await ShutdownAsync(polling, stop).ConfigureAwait(false);
        if (polling.IsFaulted)
        {
            WorkerLog.WorkerFails(logger, setup.TaskQueue, polling.Exception.InnerException!);
            await polling.ConfigureAwait(false);
        }
        if (!user.IsCompleted)
        {
            stoppingToken.ThrowIfCancellationRequested();
        }
        return await user.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the worker holds. To stop one that runs, cancel its token instead.</summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            activityWorker?.Dispose();
        }
    }

    private static WorkerSetup SetupOf(IWorkerClient client, TemporalWorkerOptions options)
    {
        if (client is not ITemporalClient temporalClient)
        {
            throw new ArgumentException($"The client has to be an {nameof(ITemporalClient)}", nameof(client));
        }
        if (temporalClient.Connection is TemporalConnection { IsConnected: false })
        {
            throw new InvalidOperationException("The client is lazy and not connected yet; connect it first");
        }
        var copy = (TemporalWorkerOptions)options.Clone();
        var fromClient = client.Options.Interceptors?.OfType<IWorkerInterceptor>() ?? [];
        return new()
        {
            Service = temporalClient.WorkflowService,
            Options = copy,
            Namespace = client.Options.Namespace,
            Identity = copy.Identity ?? temporalClient.Connection.Options.Identity ?? DefaultIdentity,
            DataConverter = client.Options.DataConverter,
            LoggerFactory = copy.LoggerFactory ?? client.Options.LoggerFactory,
            Client = temporalClient,
            Interceptors = [.. fromClient, .. copy.Interceptors ?? []],
            SdkMetadataSupported =
                (temporalClient.Connection as TemporalConnection)?.SystemInfo?.Capabilities?.SdkMetadata ?? true,
            BuildId = copy.DeploymentOptions?.Version?.BuildId ?? copy.BuildId ??
                Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString() ?? string.Empty,
        };
    }

    private static string DefaultIdentity => $"{Environment.ProcessId}@{Environment.MachineName}";

    // What the function throws before its first await ends the worker like what it throws later.
    private static async Task<TResult> StartAsync<TResult>(Func<Task<TResult>> function) =>
        await function().ConfigureAwait(false);

    private static Task Until(CancellationToken token)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(() => reached.TrySetResult());
        return reached.Task;
    }

    private async Task CheckNamespaceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await setup.Service.DescribeNamespaceAsync(
                new() { Namespace = setup.Namespace }, WorkerSetup.Retrying(stoppingToken)).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.Unimplemented)
        {
            // A server that cannot say is taken at its word when polled.
        }
    }

    private Task PollAsync(CancellationToken stop) => Polling.PollerGroup.RunAsync(
        together => new[] { workflowWorker?.PollAsync(together), activityWorker?.PollAsync(together) }.OfType<Task>(),
        stop);

    // Stop polling, drain, cancel what does not end, in this order.
    private async Task ShutdownAsync(Task polling, CancellationTokenSource stop)
    {
        WorkerLog.WorkerStops(logger, setup.TaskQueue);
        await stop.CancelAsync().ConfigureAwait(false);
        await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(
            workflowWorker?.ShutdownAsync() ?? Task.CompletedTask,
            activityWorker?.ShutdownAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }
}
