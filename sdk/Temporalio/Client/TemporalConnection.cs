using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Limits;
using Temporalio.Client.Rpc;
using Temporalio.Exceptions;
using Temporalio.Protocol.Health.V1;
using Temporalio.Runtime;
using Temporalio.Worker.WorkflowTasks;

namespace Temporalio.Client;

/// <summary>A connection to a server.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A connection lives as long as it is used, as in the official SDK.")]
public sealed class TemporalConnection : ITemporalConnection
{
    private readonly SemaphoreSlim connecting = new(1, 1);
    private readonly RpcInvoker invoker;
    private readonly ILogger logger;
    private readonly PayloadLimit warnLimit;
    private volatile RpcDefaults defaults;
    private volatile GetSystemInfoResponse? systemInfo;

    private TemporalConnection(TemporalConnectionOptions options)
    {
        Options = (TemporalConnectionOptions)options.Clone();
        Options.Identity ??= $"{Environment.ProcessId}@{Environment.MachineName}";
        Rpc.RpcMetadata.Check(Options.RpcMetadata, Options.RpcBinaryMetadata);
        logger = LoggerOf(Options);
        warnLimit = LimitOf(Options.PayloadLimits);
        defaults = new(Options.RpcMetadata ?? [], Options.RpcBinaryMetadata ?? [], Options.ApiKey);
        Target = RpcTarget.From(Options);
        var transport = new RpcTransport(
            Options.HttpHandler ?? RpcHttpHandler.Create(Options, Target),
            Target,
            Options.GrpcCompression is GrpcCompression.Gzip,
            Options.TimeProvider);
        invoker = new(
            transport,
            new(Options.RpcRetry),
            new((Options.Runtime ?? TemporalRuntime.Default).Instruments),
            Options.TimeProvider,
            Options.Chance);
        WorkflowService = new WorkflowService.Core(this);
        OperatorService = new OperatorService.Core(this);
        TestService = new TestService.Core(this);
    }

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata
    {
        get => defaults.Metadata;
        set
        {
            RequireConnected();
            Rpc.RpcMetadata.Check(value, null);
            defaults = defaults with { Metadata = value };
        }
    }

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata
    {
        get => defaults.BinaryMetadata;
        set
        {
            RequireConnected();
            Rpc.RpcMetadata.Check(null, value);
            defaults = defaults with { BinaryMetadata = value };
        }
    }

    /// <inheritdoc />
    public string? ApiKey
    {
        get => defaults.ApiKey;
        set => defaults = defaults with { ApiKey = value };
    }

    /// <inheritdoc />
    public WorkflowService WorkflowService { get; }

    /// <inheritdoc />
    public OperatorService OperatorService { get; }

    /// <inheritdoc />
    public TestService TestService { get; }

    /// <inheritdoc />
    public TemporalConnectionOptions Options { get; }

    /// <inheritdoc />
    public bool IsConnected => systemInfo is not null;

    /// <summary>Gets the native client: always null here.</summary>
    public SafeHandle? BridgeClient => null;

    /// <summary>Gets the workers that may take first tasks.</summary>
    internal EagerWorkers EagerWorkers { get; } = new();

    /// <summary>Gets where this goes.</summary>
    internal RpcTarget Target { get; }

    /// <summary>Gets what the server said about itself when it was connected to; null before that.</summary>
    internal GetSystemInfoResponse? SystemInfo => systemInfo;

    /// <summary>Connects.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="RpcException">The server cannot be reached or is not a Temporal server.</exception>
    public static async Task<TemporalConnection> ConnectAsync(TemporalConnectionOptions options)
    {
        var connection = new TemporalConnection(options);
        await connection.ConnectAsync();
        return connection;
    }

    /// <summary>
    /// Makes a connection that connects with its first call. Workers need <see cref="ConnectAsync()"/> first.
    /// </summary>
    /// <param name="options">Options.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public static TemporalConnection CreateLazy(TemporalConnectionOptions options) => new(options);

    /// <inheritdoc />
    public async Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null)
    {
        var request = new HealthCheckRequest { Service = (service ?? WorkflowService).FullName };
        var response = await InvokeRpcAsync(
            "grpc.health.v1.Health", "Check", request, HealthCheckResponse.Parser, options);
        return response.Status == HealthCheckResponse.Types.ServingStatus.Serving;
    }

    /// <inheritdoc />
    public Task ConnectAsync() => ConnectAsync(CancellationToken.None);

    /// <summary>Makes a call of a service.</summary>
    internal Task<T> InvokeRpcAsync<T>(
        RpcService service, string rpc, IMessage request, MessageParser<T> parser, RpcOptions? options)
        where T : IMessage<T> => InvokeRpcAsync(service.FullName, rpc, request, parser, options);

    private async Task<T> InvokeRpcAsync<T>(
        string service, string rpc, IMessage request, MessageParser<T> parser, RpcOptions? options)
        where T : IMessage<T>
    {
        await ConnectAsync(options?.CancellationToken ?? CancellationToken.None);
        if (warnLimit.Check(request) is { } exceeded)
        {
            LimitLog.Warned(logger, exceeded.What, rpc, exceeded.Size, exceeded.Limit);
        }

        return await invoker.InvokeAsync($"/{service}/{rpc}", request, parser, options, defaults);
    }

    private static ILogger LoggerOf(TemporalConnectionOptions options) =>
        (options.Runtime ?? TemporalRuntime.Default).Logger ??
        (options as TemporalClientConnectOptions)?.LoggerFactory.CreateLogger<TemporalConnection>() ??
        (ILogger)NullLogger.Instance;

    private static PayloadLimit LimitOf(PayloadLimitsOptions limits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limits.PayloadsWarnSize);
        ArgumentOutOfRangeException.ThrowIfNegative(limits.MemoWarnSize);
        return new(limits.PayloadsWarnSize, limits.MemoWarnSize, "warning");
    }

    private void RequireConnected()
    {
        if (!IsConnected)
        {
            throw new InvalidOperationException(
                "The connection is lazy and not connected yet: its headers are those of the options");
        }
    }

    private async Task ConnectAsync(CancellationToken token)
    {
        if (IsConnected)
        {
            return;
        }

        await connecting.WaitAsync(token);
        try
        {
            if (!IsConnected)
            {
                systemInfo = await GetSystemInfoAsync(token);
            }
        }
        finally
        {
            connecting.Release();
        }
    }

    private async Task<GetSystemInfoResponse> GetSystemInfoAsync(CancellationToken token)
    {
        var options = new RpcOptions { Retry = false, CancellationToken = token };
        try
        {
            return await invoker.InvokeAsync(
                $"/{WorkflowService.FullName}/GetSystemInfo",
                new GetSystemInfoRequest(),
                GetSystemInfoResponse.Parser,
                options,
                defaults);
        }
        catch (RpcException old) when (IsOldServer(old))
        {
            // A server from before this call: it has none of the capabilities.
            return new() { Capabilities = new() };
        }
        catch (RpcException failure) when (failure.InnerException is HttpRequestException)
        {
            throw RpcErrors.AtConnect(failure, Target);
        }
    }

    // Unimplemented that gRPC itself said; an HTTP 404 reads the same but comes from no Temporal server at all.
    private static bool IsOldServer(RpcException failure) =>
        failure is { Code: RpcException.StatusCode.Unimplemented, IsPlainHttp: false };
}
