using System.Runtime.InteropServices;
using Temporalio.Client;

namespace Sdk.Tests.Client;

/// <summary>A connection with nothing behind it but a scripted service.</summary>
internal sealed class FakeConnection(WorkflowService service) : ITemporalConnection
{
    public IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata { get; set; } = [];

    public IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata { get; set; } = [];

    public string? ApiKey { get; set; }

    public bool IsConnected => true;

    public WorkflowService WorkflowService { get; } = service;

    public OperatorService OperatorService => throw new NotSupportedException();

    public TestService TestService => throw new NotSupportedException();

    public TemporalConnectionOptions Options { get; } = new("fake:1") { Identity = "me" };

    public SafeHandle? BridgeClient => null;

    public Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null) => Task.FromResult(true);

    public Task ConnectAsync() => Task.CompletedTask;
}
