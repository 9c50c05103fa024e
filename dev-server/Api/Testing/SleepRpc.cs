using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>A method that returns when the time of the runs has come so far, by waiting or by skipping.</summary>
internal abstract class SleepRpc<TRequest>(ApiContext context, MessageParser<TRequest> parser)
    : TestRpc<TRequest, SleepResponse>(context, parser)
    where TRequest : class, IMessage<TRequest>
{
    protected Task<SleepResponse> SleepAsync(Func<DateTimeOffset, DateTimeOffset> until, bool unlocked, RpcCall call) =>
        Loop.WaitAsync<SleepResponse>(
            DateTimeOffset.MaxValue,
            (ticket, now) =>
            {
                var wake = until(now);
                if (unlocked)
                {
                    Skipping.UnlockForSleep(Engine.ActivitiesUnderWay(now));
                }

                Skipping.Sleep(ticket, wake, unlocked);
            },
            call.Aborted);

    /// <exception cref="RpcError">INVALID_ARGUMENT: missing or negative.</exception>
    protected static TimeSpan Span(Duration? duration) =>
        duration is { Seconds: >= 0, Nanos: >= 0 } && duration.Read() is var span
            ? span
            : throw RpcError.InvalidArgument("The duration to sleep is missing or negative.");
}
