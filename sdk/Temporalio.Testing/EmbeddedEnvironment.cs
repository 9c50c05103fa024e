using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Temporalio.Api.TestService.V1;
using Temporalio.Client;
using EmbeddedServer = DirectedExecution.DevServer.Hosting.DevServer;
using ServerOptions = DirectedExecution.DevServer.Hosting.DevServerOptions;

namespace Temporalio.Testing;

/// <summary>An environment over a server in this process, with or without time skipping.</summary>
internal sealed class EmbeddedEnvironment : WorkflowEnvironment
{
    /// <summary>
    /// How long a delay may take really: activities under way take their own time. Bounded because every call is.
    /// </summary>
    private static readonly TimeSpan DelayPatience = TimeSpan.FromDays(1);

    private readonly EmbeddedServer server;
    private int timesDisabled;

    private EmbeddedEnvironment(EmbeddedServer server, TemporalClient client, bool supportsTimeSkipping)
        : base(client)
    {
        this.server = server;
        SupportsTimeSkipping = supportsTimeSkipping;
        if (supportsTimeSkipping)
        {
            var options = (TemporalClientOptions)client.Options.Clone();
            options.Interceptors = [new TimeSkippingInterceptor(this), .. options.Interceptors ?? []];
            Client = new TemporalClient(client.Connection, options);
        }
    }

    /// <inheritdoc />
    public override bool SupportsTimeSkipping { get; }

    private TestService Time => Client.Connection.TestService;

    /// <summary>Starts the server and connects.</summary>
    public static async Task<WorkflowEnvironment> StartAsync(
        ServerOptions serverOptions, LogLevel least, TemporalClientConnectOptions options)
    {
        using var loggers = new LeveledLoggers(options.LoggerFactory, least);
        var server = await EmbeddedServer.StartAsync(serverOptions, loggers).ConfigureAwait(false);
        try
        {
            options.TargetHost = server.Address;
            options.Tls ??= new TlsOptions { Disabled = true };
            var client = await TemporalClient.ConnectAsync(options).ConfigureAwait(false);
            return new EmbeddedEnvironment(server, client, serverOptions.TimeSkipping != TimeSkippingMode.Off);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public override Task DelayAsync(TimeSpan delay, CancellationToken? cancellationToken = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return SupportsTimeSkipping
            ? Time.UnlockTimeSkippingWithSleepAsync(
                new SleepRequest { Duration = Duration.FromTimeSpan(delay) },
                new RpcOptions { Timeout = DelayPatience, CancellationToken = cancellationToken })
            : base.DelayAsync(delay, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<DateTime> GetCurrentTimeAsync() => SupportsTimeSkipping
        ? (await Time.GetCurrentTimeAsync(new Empty()).ConfigureAwait(false)).Time.ToDateTime()
        : await base.GetCurrentTimeAsync().ConfigureAwait(false);

    /// <inheritdoc />
    public override async Task<T> WithAutoTimeSkippingDisabledAsync<T>(Func<Task<T>> func)
    {
        Interlocked.Increment(ref timesDisabled);
        try
        {
            return await func().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref timesDisabled);
        }
    }

    /// <inheritdoc />
    public override async Task ShutdownAsync() => await server.DisposeAsync().ConfigureAwait(false);

    /// <summary>Awaits with time skipping unlocked, unless that is disabled just now.</summary>
    public async Task<T> SkippingAsync<T>(Func<Task<T>> wait)
    {
        if (Volatile.Read(ref timesDisabled) > 0)
        {
            return await wait().ConfigureAwait(false);
        }

        await Time.UnlockTimeSkippingAsync(new UnlockTimeSkippingRequest()).ConfigureAwait(false);
        T result;
        try
        {
            result = await wait().ConfigureAwait(false);
        }
        catch
        {
            await LockAfterFailureAsync().ConfigureAwait(false);
            throw;
        }

        await Time.LockTimeSkippingAsync(new LockTimeSkippingRequest()).ConfigureAwait(false);
        return result;
    }

    // The failure of the wait is what the test is to see, not that of the lock after it.
    private async Task LockAfterFailureAsync()
    {
        try
        {
            await Time.LockTimeSkippingAsync(new LockTimeSkippingRequest()).ConfigureAwait(false);
        }
        catch (Exceptions.RpcException fault)
        {
            TestingLog.NotLocked(Logger, fault);
        }
    }
}
