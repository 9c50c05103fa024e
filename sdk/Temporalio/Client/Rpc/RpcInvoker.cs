using Google.Protobuf;
using Temporalio.Exceptions;
using Temporalio.Runtime.Metrics;

namespace Temporalio.Client.Rpc;

/// <summary>A whole call: its time limit and its retries around the attempts of the transport.</summary>
internal sealed class RpcInvoker(
    RpcTransport transport, RpcRetryPolicy policy, RpcMetrics metrics, TimeProvider time, Func<double> chance)
{
    // A wait that overshot must not turn the last attempt into an error of its own.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(1);

    public async Task<T> InvokeAsync<T>(
        string path, IMessage request, MessageParser<T> parser, RpcOptions? options, RpcDefaults defaults)
        where T : IMessage<T>
    {
        RpcMetadata.Check(options?.Metadata, options?.BinaryMetadata);
        if (options?.Timeout is { } limit && limit <= TimeSpan.Zero)
        {
            throw new ArgumentException($"RPC timeout must be positive, got {limit}");
        }

        var begun = time.GetTimestamp();
        var waitsOnServer = RpcTimeouts.For(request) == RpcTimeouts.LongPoll;
        long? firstFailure = null;
        for (var attempts = 1; ; attempts++)
        {
            // A limit of the caller is for the whole call; the default one only keeps an attempt from hanging.
            var left = options?.Timeout - time.GetElapsedTime(begun);
            if (left < ShortestAttempt)
            {
                left = ShortestAttempt;
            }

            try
            {
                var limitOfAttempt = left ?? RpcTimeouts.For(request);
                return await metrics.MeasureAsync(path, request, waitsOnServer, () => transport.CallAsync(
                    path, request, parser, limitOfAttempt, options, defaults));
            }
            catch (RpcException failure) when (options?.Retry == true)
            {
                // A call that waited long before the server went away must still have its time for retries.
                firstFailure ??= time.GetTimestamp();
                var elapsed = time.GetElapsedTime(waitsOnServer ? firstFailure.Value : begun);
                var delay = policy.NextDelay(failure, attempts, elapsed, chance());
                if (delay is null || time.GetElapsedTime(begun) + delay >= options.Timeout)
                {
                    throw;
                }

                await Task.Delay(delay.Value, time, options.CancellationToken ?? CancellationToken.None);
            }
        }
    }
}
