using System.Reflection;
using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Runtime;
using Temporalio.Worker.ActivityTasks;
using Temporalio.Worker.Interceptors;
using Temporalio.Worker.LocalActivityTasks;
using Temporalio.Worker.Polling;
using Temporalio.Worker.WorkflowTasks;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>
/// Runs workflows and activities of one task queue. It outlives lost connections and restarts of the server: it polls
/// again until it is stopped or the server refuses it for a minute.
/// </summary>
public class TemporalWorker : IDisposable
{
    /// <summary>How long polls may take to return by themselves when the worker stops.</summary>
    private static readonly TimeSpan PollsReturnWithin = TimeSpan.FromSeconds(2);

    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly WorkflowWorker? workflowWorker;
    private readonly ActivityWorker? activityWorker;
    private readonly LocalActivityWorker? localActivityWorker;
    private bool pollsReturnOnShutdown;
    private IWorkerClient client;
    private int started;
    private int isDisposed;

    // The owner, and the run while there is one: what the last of them leaves is freed.
    private int users = 1;

    /// <summary>Initializes a new instance of the <see cref="TemporalWorker"/> class.</summary>
    /// <param name="client">Client; has to be connected.</param>
    /// <param name="options">Options; a copy is taken.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="InvalidOperationException">The client is lazy and not connected yet.</exception>
    public TemporalWorker(IWorkerClient client, TemporalWorkerOptions options)
        : this(client, SetupOf(client, options))
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="TemporalWorker"/> class over any service, for tests.
    /// </summary>
    /// <param name="client">Client to show; may be null.</param>
    /// <param name="setup">Everything that the worker needs.</param>
    internal TemporalWorker(IWorkerClient? client, WorkerSetup setup)
    {
        WorkerRules.Check(setup.Options);
        this.setup = setup;
        this.client = client!;
        logger = setup.Logger;
        activityWorker = setup.Options.Activities.Count > 0 && !setup.Options.LocalActivityWorkerOnly
            ? new(setup)
            : null;
        if (setup.Options.Workflows.Count > 0)
        {
            localActivityWorker = new(setup);
            workflowWorker = new(setup, RunContexts.Of(setup, localActivityWorker), activityWorker);
        }
    }

    /// <summary>Gets the options, as they were when the worker was made.</summary>
    public TemporalWorkerOptions Options => setup.Options;

    /// <summary>
    /// Gets or sets the client. Another one, of the same namespace, is used from the next call on; what was polled
    /// with the one before is answered through it.
    /// </summary>
    /// <exception cref="ArgumentException">The client is no <see cref="ITemporalClient"/> or of another
    /// namespace.</exception>
    /// <exception cref="InvalidOperationException">The client is lazy and not connected yet.</exception>
    public IWorkerClient Client
    {
        get => client;
        set
        {
            var next = Connected(value);
            if (next.Options.Namespace != setup.Namespace)
            {
                throw new ArgumentException($"The worker is of namespace {setup.Namespace}, not {next.Options.Namespace}");
            }
            client = next;
            setup.Replace(next.WorkflowService);
        }
    }

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stoppingToken">Token that stops the worker gracefully.</param>
    /// <returns>Never completes successfully: ends with the cancellation or a failure.</returns>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    /// <exception cref="InvalidOperationException">
    /// This worker was executed before, or the server did not confirm that the namespace exists.
    /// </exception>
    public Task ExecuteAsync(CancellationToken stoppingToken) =>
        ExecuteAsync(() => Task.Delay(Timeout.Infinite, stoppingToken), stoppingToken);

    /// <summary>Works until a task is done.</summary>
    /// <param name="untilComplete">Makes the task; it starts when the worker does.</param>
    /// <param name="stoppingToken">Token that stops the worker gracefully before that.</param>
    /// <returns>Task that ends as the given task did, after the worker has shut down.</returns>
    /// <exception cref="OperationCanceledException">The token stopped it.</exception>
    /// <exception cref="InvalidOperationException">
    /// This worker was executed before, or the server did not confirm that the namespace exists.
    /// </exception>
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
    /// <exception cref="InvalidOperationException">
    /// This worker was executed before, or the server did not confirm that the namespace exists.
    /// </exception>
    public Task<TResult> ExecuteAsync<TResult>(
        Func<Task<TResult>> untilComplete, CancellationToken stoppingToken = default)
    {
        Func<TemporalWorker, CancellationToken, Task<TResult>> execute =
            (worker, token) => worker.RunAsync(untilComplete, token);
        foreach (var plugin in PluginsOf(Client, Options).Reverse())
        {
            var next = execute;
            execute = (worker, token) => plugin.RunWorkerAsync(worker, next, token);
        }
        return execute(this, stoppingToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Frees what the worker holds, one that runs as soon as it has ended. To stop one, cancel its token instead.
    /// </summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            activityWorker?.Dispose();
            localActivityWorker?.Dispose();
        }
    }

    private static WorkerSetup SetupOf(IWorkerClient client, TemporalWorkerOptions options)
    {
        var temporalClient = Connected(client);
        var copy = (TemporalWorkerOptions)options.Clone();
        foreach (var plugin in PluginsOf(client, copy))
        {
            plugin.ConfigureWorker(copy);
        }
        WorkerRules.ApplyTuning(copy);
        var capabilities = (temporalClient.Connection as TemporalConnection)?.SystemInfo?.Capabilities;
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
            Runtime = temporalClient.Connection.Options.Runtime ?? TemporalRuntime.Default,
            Interceptors = [.. fromClient, .. copy.Interceptors ?? []],
            SdkMetadataSupported = capabilities?.SdkMetadata ?? true,
            BuildIdsSupported = capabilities?.BuildIdBasedVersioning ?? true,
            BuildId = copy.DeploymentOptions?.Version?.BuildId ?? copy.BuildId ??
                Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString() ?? string.Empty,
        };
    }

    private static ITemporalClient Connected(IWorkerClient client)
    {
        if (client is not ITemporalClient temporalClient)
        {
            throw new ArgumentException($"The client has to be an {nameof(ITemporalClient)}", nameof(client));
        }
        return temporalClient.Connection is TemporalConnection { IsConnected: false }
            ? throw new InvalidOperationException("The client is lazy and not connected yet; connect it first")
            : temporalClient;
    }

    private static ITemporalWorkerPlugin[] PluginsOf(IWorkerClient? client, TemporalWorkerOptions options) =>
        [.. client?.Options.Plugins?.OfType<ITemporalWorkerPlugin>() ?? [], .. options.Plugins ?? []];

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
            var description = await setup.Service.DescribeNamespaceAsync(
                new() { Namespace = setup.Namespace }, WorkerSetup.Retrying(stoppingToken)).ConfigureAwait(false);
            setup.Learn(description.NamespaceInfo);
            pollsReturnOnShutdown = description.NamespaceInfo?.Capabilities?.WorkerPollCompleteOnShutdown ?? false;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.Unimplemented)
        {
            // A server that cannot say is taken at its word when polled.
        }
        catch (RpcException e) when (!stoppingToken.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"Worker validation failed: namespace {setup.Namespace} of {setup.TaskQueue}: {e.Message}", e);
        }
    }

    private async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> untilComplete, CancellationToken stoppingToken)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("This worker was started before; make a new one");
        }
        Interlocked.Increment(ref users);
        try
        {
            return await WorkAsync(untilComplete, stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<TResult> WorkAsync<TResult>(Func<Task<TResult>> untilComplete, CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        await CheckNamespaceAsync(stoppingToken).ConfigureAwait(false);
        WorkerLog.WorkerStarted(logger, setup.TaskQueue, setup.Identity);
        setup.Metrics.Started();

        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var cutOff = new CancellationTokenSource();
        using var listening = workflowWorker is null || setup.Options.DisableWorkflowTracingEventListener
            ? null
            : CallListener.Listen();
        using var eager = workflowWorker is null ? null : EagerWorkers.Of(client)?.Add(workflowWorker);
        var polling = PollAsync(new(noMore.Token, cutOff.Token));
        var user = StartAsync(untilComplete);
        await Task.WhenAny(user, polling, Until(stoppingToken)).ConfigureAwait(false);
        await ShutdownAsync(polling, noMore, cutOff).ConfigureAwait(false);
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

    private Task PollAsync(PollStop stop) => PollerGroup.RunAsync(
        together => new[] { workflowWorker?.PollAsync(together), activityWorker?.PollAsync(together) }.OfType<Task>(),
        stop);

    // Stop polling, drain, cancel what does not end, in this order.
    private async Task ShutdownAsync(Task polling, CancellationTokenSource noMore, CancellationTokenSource cutOff)
    {
        WorkerLog.WorkerStops(logger, setup.TaskQueue);
        workflowWorker?.Drain();
        await noMore.CancelAsync().ConfigureAwait(false);
        if (await SayGoodbyeAsync().ConfigureAwait(false))
        {
            // A task that is on its way here is taken, instead of being lost until its timeout.
            var returning = pollsReturnOnShutdown ? polling : workflowWorker?.StickyPolls ?? Task.CompletedTask;
            await WaitAsync(returning, PollsReturnWithin).ConfigureAwait(false);
        }
        await cutOff.CancelAsync().ConfigureAwait(false);
        await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var workflowTasks = workflowWorker?.ShutdownAsync() ?? Task.CompletedTask;
        await Task.WhenAll(
            workflowTasks,
            activityWorker?.ShutdownAsync() ?? Task.CompletedTask,
            localActivityWorker?.ShutdownAsync(workflowTasks) ?? Task.CompletedTask).ConfigureAwait(false);
    }

    // Makes the server forget the queue of this worker, so that its tasks go to others at once, and return the polls.
    private async Task<bool> SayGoodbyeAsync()
    {
        if (!pollsReturnOnShutdown && workflowWorker?.StickyQueue == null)
        {
            return false;
        }
        var request = new ShutdownWorkerRequest
        {
            Namespace = setup.Namespace,
            StickyTaskQueue = workflowWorker?.StickyQueue ?? string.Empty,
            Identity = setup.Identity,
            Reason = "graceful shutdown",
            WorkerInstanceKey = setup.InstanceKey,
            TaskQueue = setup.TaskQueue,
        };
        if (workflowWorker != null)
        {
            request.TaskQueueTypes.Add(TaskQueueType.Workflow);
        }
        if (activityWorker != null)
        {
            request.TaskQueueTypes.Add(TaskQueueType.Activity);
        }
        try
        {
            await setup.Service.ShutdownWorkerAsync(
                request, new() { Retry = false, Timeout = PollsReturnWithin }).ConfigureAwait(false);
            return true;
        }
        catch (RpcException e)
        {
            // Of no consequence: the server forgets the queue by itself when nobody polls it.
            WorkerLog.GoodbyeNotHeard(logger, setup.TaskQueue, e);
            return false;
        }
    }

    private async Task WaitAsync(Task task, TimeSpan limit)
    {
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(task, Task.Delay(limit, setup.Time, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
    }
}
