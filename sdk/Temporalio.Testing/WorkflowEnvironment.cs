using Microsoft.Extensions.Logging;
using Temporalio.Api.Nexus.V1;
using Temporalio.Client;
using Temporalio.Common.EnvConfig;

namespace Temporalio.Testing;

/// <summary>
/// A server for tests, and a client of it. The two that are started here run in this process, on a free port of
/// loopback unless said otherwise; nothing is downloaded. Locks of time skipping belong to the whole environment: tests
/// that run at the same time use one each.
/// </summary>
public class WorkflowEnvironment : IAsyncDisposable
{
    private const string NoNexus = "The embedded server has no Nexus endpoints";

    /// <summary>
    /// Initializes a new instance of the <see cref="WorkflowEnvironment"/> class over a client of any server, without
    /// time skipping.
    /// </summary>
    /// <param name="client">Client.</param>
    public WorkflowEnvironment(ITemporalClient client)
    {
        Client = client;
        Logger = client.Options.LoggerFactory.CreateLogger<WorkflowEnvironment>();
    }

    /// <summary>
    /// Gets the client. With time skipping, awaiting the result of a workflow that was started with it skips time.
    /// </summary>
    public ITemporalClient Client { get; protected init; }

    /// <summary>Gets a value indicating whether time can be skipped.</summary>
    public virtual bool SupportsTimeSkipping => false;

    /// <summary>Gets the logger.</summary>
    protected ILogger<WorkflowEnvironment> Logger { get; private init; }

    /// <summary>
    /// Connects to the server that the environment variables and the profile file of the Temporal CLI name, such as a
    /// development server that runs already.
    /// </summary>
    /// <param name="profileLoadOptions">Which profile, from where; null for the defaults.</param>
    /// <returns>The environment; disposing it leaves the server alone.</returns>
    /// <exception cref="InvalidOperationException">The configuration cannot be read or is wrong.</exception>
    /// <exception cref="Exceptions.RpcException">The server cannot be reached.</exception>
    public static async Task<WorkflowEnvironment> CreateFromEnvConfigAsync(
        ClientEnvConfig.ProfileLoadOptions? profileLoadOptions = null)
    {
        var options = ClientEnvConfig.LoadClientConnectOptions(profileLoadOptions);
        return new(await TemporalClient.ConnectAsync(options).ConfigureAwait(false));
    }

    /// <summary>Starts a server whose time is the wall clock's, and a client of it.</summary>
    /// <param name="options">Options; null for the defaults.</param>
    /// <returns>The environment; disposing it ends the server.</returns>
    /// <exception cref="NotSupportedException">An option is set that means nothing for an embedded server.</exception>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static async Task<WorkflowEnvironment> StartLocalAsync(WorkflowEnvironmentStartLocalOptions? options = null)
    {
        options = (WorkflowEnvironmentStartLocalOptions)(options ?? new()).Clone();
        var server = EmbeddedOptions.Of(options);
        var least = LeveledLoggers.LevelOf(options.DevServerOptions.LogLevel);
        return await EmbeddedEnvironment.StartAsync(server, least, options).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a server that can skip time, and a client of it. Time skips to the next timer, timeout or retry while a
    /// result or a delay is awaited and no workflow task, activity or query is under way; otherwise it goes on at its
    /// own pace.
    /// </summary>
    /// <param name="options">Options; null for the defaults.</param>
    /// <returns>The environment; disposing it ends the server.</returns>
    /// <exception cref="NotSupportedException">An option is set that means nothing for an embedded server.</exception>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static async Task<WorkflowEnvironment> StartTimeSkippingAsync(
        WorkflowEnvironmentStartTimeSkippingOptions? options = null)
    {
        options = (WorkflowEnvironmentStartTimeSkippingOptions)(options ?? new()).Clone();
        var server = EmbeddedOptions.Of(options);
        return await EmbeddedEnvironment.StartAsync(server, LogLevel.Warning, options).ConfigureAwait(false);
    }

    /// <summary>Waits, or skips so much time.</summary>
    /// <param name="millisecondsDelay">How long, in milliseconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Task that ends when so much time has passed in this environment.</returns>
    public Task DelayAsync(int millisecondsDelay, CancellationToken? cancellationToken = null) =>
        DelayAsync(TimeSpan.FromMilliseconds(millisecondsDelay), cancellationToken);

    /// <summary>Waits, or skips so much time.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Task that ends when so much time has passed in this environment.</returns>
    public virtual Task DelayAsync(TimeSpan delay, CancellationToken? cancellationToken = null) =>
        Task.Delay(delay, cancellationToken ?? CancellationToken.None);

    /// <summary>Gets the time of this environment.</summary>
    /// <returns>
    /// Local time of this machine, or the time of the server in UTC where time can be skipped: as the official package.
    /// </returns>
    public virtual Task<DateTime> GetCurrentTimeAsync() => Task.FromResult(DateTime.Now);

    /// <summary>Runs code in which awaiting a result skips no time.</summary>
    /// <param name="func">Code.</param>
    public void WithAutoTimeSkippingDisabled(Action func) => WithAutoTimeSkippingDisabled(() =>
    {
        func();
        return default(ValueTuple);
    });

    /// <summary>Runs code in which awaiting a result skips no time.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">Code.</param>
    /// <returns>Its result.</returns>
    public T WithAutoTimeSkippingDisabled<T>(Func<T> func) =>
        WithAutoTimeSkippingDisabledAsync(() => Task.FromResult(func())).GetAwaiter().GetResult();

    /// <summary>Runs code in which awaiting a result skips no time.</summary>
    /// <param name="func">Code.</param>
    /// <returns>Task that ends with it.</returns>
    public Task WithAutoTimeSkippingDisabledAsync(Func<Task> func) => WithAutoTimeSkippingDisabledAsync(async () =>
    {
        await func().ConfigureAwait(false);
        return default(ValueTuple);
    });

    /// <summary>Runs code in which awaiting a result skips no time.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="func">Code.</param>
    /// <returns>Its result.</returns>
    public virtual Task<T> WithAutoTimeSkippingDisabledAsync<T>(Func<Task<T>> func) => func();

    /// <summary>Not supported: the embedded server has no Nexus.</summary>
    /// <param name="name">Name.</param>
    /// <param name="taskQueue">Task queue.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<Endpoint> CreateNexusEndpointAsync(string name, string taskQueue) =>
        throw new NotSupportedException($"{NoNexus}: '{name}' cannot be made.");

    /// <summary>Not supported: the embedded server has no Nexus.</summary>
    /// <param name="endpoint">Endpoint.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task DeleteNexusEndpointAsync(Endpoint endpoint) =>
        throw new NotSupportedException($"{NoNexus}: '{endpoint?.Spec?.Name}' cannot be there.");

    /// <summary>Ends the server, if this environment has started one.</summary>
    /// <returns>Task.</returns>
    public virtual Task ShutdownAsync() => Task.CompletedTask;

    /// <summary>Ends the server, if this environment has started one.</summary>
    /// <returns>Task.</returns>
    public async ValueTask DisposeAsync()
    {
        await ShutdownAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
