using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Client.Limits;
using Temporalio.Converters;
using Temporalio.Runtime;
using Temporalio.Runtime.Metrics;
using Temporalio.Worker.Interceptors;
using Temporalio.Worker.Polling;
using Temporalio.Worker.Tuning;

namespace Temporalio.Worker;

/// <summary>What the parts of one worker share: whom they call, as whom, and with what.</summary>
internal sealed record WorkerSetup
{
    private readonly System.Runtime.CompilerServices.StrongBox<WorkflowService?> current = new();
    private readonly System.Runtime.CompilerServices.StrongBox<PayloadLimit> limit = new(new(0, 0, "error"));
    private readonly System.Runtime.CompilerServices.StrongBox<bool> advisesPollers = new();
    private WorkerMetrics? metrics;

    /// <summary>Gets the calls to the server.</summary>
    public required WorkflowService Service
    {
        get => Volatile.Read(ref current.Value)!;
        init => current = new(value);
    }

    /// <summary>Gets the options, a copy that nobody changes any more.</summary>
    public required TemporalWorkerOptions Options { get; init; }

    /// <summary>Gets the namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the name under which the server sees this worker.</summary>
    public required string Identity { get; init; }

    /// <summary>Gets the converter of values.</summary>
    public required DataConverter DataConverter { get; init; }

    /// <summary>Gets where logs go.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>Gets the client that activities may use; null in tests without one.</summary>
    public ITemporalClient? Client { get; init; }

    /// <summary>Gets the interceptors, outermost first.</summary>
    public IReadOnlyCollection<IWorkerInterceptor> Interceptors { get; init; } = [];

    /// <summary>Gets where metrics go.</summary>
    public TemporalRuntime Runtime { get; init; } = TemporalRuntime.Default;

    /// <summary>Gets what this worker measures of itself.</summary>
    public WorkerMetrics Metrics => metrics ??= new(Runtime.Instruments, Namespace, TaskQueue);

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the key of this worker instance among all.</summary>
    public string InstanceKey { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Gets the build id: the configured one, or the identity of the entry assembly's code.</summary>
    public string BuildId { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether the server knows the build ids of workers.</summary>
    public bool BuildIdsSupported { get; init; } = true;

    /// <summary>Gets a value indicating whether the server keeps the flags that say how a history was made.</summary>
    public bool SdkMetadataSupported { get; init; } = true;

    /// <summary>Gets the task queue.</summary>
    public string TaskQueue => Options.TaskQueue!;

    /// <summary>Gets what every poll and every completion says about the deployment.</summary>
    public Api.Deployment.V1.WorkerDeploymentOptions? Deployment => Options.DeploymentOptions is { Version: { } version } deployment
        ? new()
        {
            DeploymentName = version.DeploymentName,
            BuildId = version.BuildId,
            WorkerVersioningMode = deployment.UseWorkerVersioning
                ? WorkerVersioningMode.Versioned
                : WorkerVersioningMode.Unversioned,
        }
        : null;

    /// <summary>Gets where the worker logs to what concerns itself.</summary>
    public ILogger Logger => Runtime.Logger ?? LoggerFactory.CreateLogger<TemporalWorker>() as ILogger;

    /// <summary>Gets the sizes from which on the server takes no data; no limits where it tells none.</summary>
    public PayloadLimit ErrorLimit => limit.Value;

    /// <summary>Takes what the server says of the namespace.</summary>
    public void Learn(Api.Namespace.V1.NamespaceInfo? info)
    {
        advisesPollers.Value = info?.Capabilities?.PollerAutoscaling ?? false;
        if (!Options.DisablePayloadErrorLimit)
        {
            limit.Value = new(info?.Limits?.BlobSizeLimitError ?? 0, info?.Limits?.MemoSizeLimitError ?? 0, "error");
        }
    }

    /// <summary>What scales polls of a kind; null if their number is fixed.</summary>
    public PollScale? ScaleOf(PollerBehavior? behavior) => behavior is PollerBehavior.Autoscaling scaled
        ? new(scaled, advisesPollers.Value, Time)
        : null;

    /// <summary>Makes all further calls go through another service.</summary>
    public void Replace(WorkflowService service) => Volatile.Write(ref current.Value, service);

    /// <summary>Options of a call that the client repeats while its failure can pass.</summary>
    /// <param name="cancellationToken">Token that ends the call.</param>
    /// <returns>The options.</returns>
    public static RpcOptions Retrying(CancellationToken cancellationToken = default) =>
        new() { Retry = true, CancellationToken = cancellationToken };
}
