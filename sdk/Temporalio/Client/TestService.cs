using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.TestService.V1;

namespace Temporalio.Client;

/// <summary>
/// Calls of a test server that can skip time. Direct calls are not retried unless the options ask for it.
/// </summary>
public abstract class TestService : RpcService
{
    /// <inheritdoc />
    internal override string FullName => "temporal.api.testservice.v1.TestService";

    /// <summary>Calls GetCurrentTime.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<GetCurrentTimeResponse> GetCurrentTimeAsync(
        Empty req, RpcOptions? options = null) =>
        InvokeRpcAsync("GetCurrentTime", req, GetCurrentTimeResponse.Parser, options);

    /// <summary>Calls LockTimeSkipping.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<LockTimeSkippingResponse> LockTimeSkippingAsync(
        LockTimeSkippingRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("LockTimeSkipping", req, LockTimeSkippingResponse.Parser, options);

    /// <summary>Calls Sleep.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<SleepResponse> SleepAsync(
        SleepRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("Sleep", req, SleepResponse.Parser, options);

    /// <summary>Calls SleepUntil.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<SleepResponse> SleepUntilAsync(
        SleepUntilRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("SleepUntil", req, SleepResponse.Parser, options);

    /// <summary>Calls UnlockTimeSkipping.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UnlockTimeSkippingResponse> UnlockTimeSkippingAsync(
        UnlockTimeSkippingRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UnlockTimeSkipping", req, UnlockTimeSkippingResponse.Parser, options);

    /// <summary>Calls UnlockTimeSkippingWithSleep.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<SleepResponse> UnlockTimeSkippingWithSleepAsync(
        SleepRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UnlockTimeSkippingWithSleep", req, SleepResponse.Parser, options);

    /// <summary>The service over a connection.</summary>
    internal sealed class Core(TemporalConnection connection) : TestService
    {
        /// <inheritdoc />
        protected override Task<T> InvokeRpcAsync<T>(
            string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null) =>
            connection.InvokeRpcAsync(this, rpc, req, resp, options);
    }
}
