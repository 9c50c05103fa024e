using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.DevServer.Api;

/// <summary>How long a call may wait here: always less than its caller waits, and never without end.</summary>
internal static class WaitLimits
{
    private static readonly TimeSpan PollCap = TimeSpan.FromSeconds(59.5);
    private static readonly TimeSpan PollMargin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HistoryCap = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan QueryCap = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UpdateCap = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>For task polls.</summary>
    /// <exception cref="RpcError">
    /// INVALID_ARGUMENT without a deadline; FAILED_PRECONDITION when too little time is left.
    /// </exception>
    public static DateTimeOffset Poll(RpcCall call)
    {
        var deadline = call.Deadline ?? throw RpcError.InvalidArgument("Context timeout is not set.");
        return deadline - call.Arrived >= ShortestPoll
            ? Earlier(call.Arrived + PollCap, deadline - PollMargin)
            : throw RpcError.FailedPrecondition("Context timeout is too short.");
    }

    public static DateTimeOffset History(RpcCall call) => Capped(call, HistoryCap);

    /// <summary>A caller with a deadline decides itself how long a query may take.</summary>
    public static DateTimeOffset Query(RpcCall call) =>
        call.Deadline is { } deadline ? deadline - Margin : call.Arrived + QueryCap;

    /// <summary>After it the stage that was reached is told; a caller with less patience hangs up itself.</summary>
    public static DateTimeOffset Update(RpcCall call) => call.Arrived + UpdateCap;

    private static DateTimeOffset Capped(RpcCall call, TimeSpan cap) =>
        call.Deadline is { } deadline ? Earlier(call.Arrived + cap, deadline - Margin) : call.Arrived + cap;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
