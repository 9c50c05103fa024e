namespace Temporalio.Client;

/// <summary>A connection to a server, shared by any number of clients and workers.</summary>
public interface ITemporalConnection : IBridgeClientProvider
{
    /// <summary>Gets or sets headers of every call. May change at any time, to renew tokens for instance.</summary>
    IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata { get; set; }

    /// <summary>Gets or sets binary headers of every call.</summary>
    IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata { get; set; }

    /// <summary>Gets or sets the API key. May change at any time; that does not turn TLS on any more.</summary>
    string? ApiKey { get; set; }

    /// <summary>Gets the workflow service.</summary>
    WorkflowService WorkflowService { get; }

    /// <summary>Gets the operator service.</summary>
    OperatorService OperatorService { get; }

    /// <summary>Gets the test service.</summary>
    TestService TestService { get; }

    /// <summary>Gets the options that this was made with.</summary>
    TemporalConnectionOptions Options { get; }

    /// <summary>Gets a value indicating whether the server has answered once. A lazy connection begins with false.</summary>
    bool IsConnected { get; }

    /// <summary>Asks the server whether a service is up.</summary>
    /// <param name="service">Service. Default the workflow service.</param>
    /// <param name="options">Options of the call.</param>
    /// <returns>True when it serves.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null);

    /// <summary>Connects a lazy connection; nothing happens when it is connected.</summary>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.RpcException">The server cannot be reached or is not a Temporal server.</exception>
    Task ConnectAsync();
}
