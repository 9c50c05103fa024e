using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Temporalio.Client;
using Temporalio.Worker;

namespace Temporalio.Extensions.Hosting;

/// <summary>A worker that starts and stops with its host.</summary>
public class TemporalWorkerService : BackgroundService
{
    private readonly TemporalClientConnectOptions? clientOptions;
    private readonly ITemporalClient? client;
    private readonly TemporalWorkerOptions workerOptions;

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerService"/> class.</summary>
    /// <param name="options">Options, with those of the client.</param>
    /// <exception cref="ArgumentException">The client options are missing.</exception>
    public TemporalWorkerService(TemporalWorkerServiceOptions options)
        : this(
            options.ClientOptions ?? throw new ArgumentException("Client options are required", nameof(options)),
            options)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerService"/> class.</summary>
    /// <param name="clientOptions">How to connect.</param>
    /// <param name="workerOptions">Options of the worker.</param>
    public TemporalWorkerService(TemporalClientConnectOptions clientOptions, TemporalWorkerOptions workerOptions)
    {
        this.clientOptions = clientOptions;
        this.workerOptions = workerOptions;
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerService"/> class.</summary>
    /// <param name="client">Client; a lazy one is connected when the worker starts.</param>
    /// <param name="workerOptions">Options of the worker.</param>
    public TemporalWorkerService(ITemporalClient client, TemporalWorkerOptions workerOptions)
    {
        this.client = client;
        this.workerOptions = workerOptions;
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerService"/> class, for containers.</summary>
    /// <param name="serviceId">Which worker.</param>
    /// <param name="optionsMonitor">Its options by name.</param>
    /// <param name="existingClient">Client of the container, for a worker without client options.</param>
    /// <param name="loggerFactory">Where logs go when the options name nothing else.</param>
    /// <exception cref="InvalidOperationException">There is neither a client nor client options.</exception>
    [ActivatorUtilitiesConstructor]
    public TemporalWorkerService(
        TemporalWorkerServiceIdentifier serviceId,
        IOptionsMonitor<TemporalWorkerServiceOptions> optionsMonitor,
        ITemporalClient? existingClient = null,
        ILoggerFactory? loggerFactory = null)
    {
        var options = (TemporalWorkerServiceOptions)optionsMonitor.Get(serviceId.OptionsName).Clone();
        options.LoggerFactory ??= loggerFactory;
        workerOptions = options;
        clientOptions = options.ClientOptions;
        client = clientOptions == null
            ? existingClient ?? throw new InvalidOperationException(
                $"The worker of {serviceId.TaskQueue} has no client options, and the container has no ITemporalClient")
            : null;
        if (clientOptions != null && loggerFactory != null &&
            clientOptions.LoggerFactory == Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)
        {
            clientOptions.LoggerFactory = loggerFactory;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connected = client ?? await TemporalClient.ConnectAsync(clientOptions!).ConfigureAwait(false);
        await connected.Connection.ConnectAsync().ConfigureAwait(false);
        using var worker = new TemporalWorker(connected, workerOptions);
        using var updates = (workerOptions as TemporalWorkerServiceOptions)?.WorkerClientUpdater?.Subscribe(
            next => worker.Client = next);
        try
        {
            await worker.ExecuteAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This is how a worker that was told to stop ends.
        }
    }
}
