using Google.Protobuf;

namespace Temporalio.Client;

/// <summary>Base of the services: one virtual method for each call.</summary>
public abstract class RpcService
{
    /// <summary>Initializes a new instance of the <see cref="RpcService"/> class.</summary>
    protected internal RpcService()
    {
    }

    /// <summary>Gets the full protocol name of the service.</summary>
    internal abstract string FullName { get; }

    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <param name="rpc">Name of the call.</param>
    /// <param name="req">Request.</param>
    /// <param name="resp">Parser of the answer.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The token of the options fired.</exception>
    protected abstract Task<T> InvokeRpcAsync<T>(
        string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
        where T : IMessage<T>;
}
