using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>What payloads of events must look like.</summary>
internal static class PayloadRules
{
    /// <summary>The one result of an event, or null when it has none.</summary>
    /// <exception cref="ReplayException">There are more.</exception>
    public static Payload? Single(Payloads? payloads, HistoryEvent e) => payloads?.Payloads_.Count switch
    {
        null or 0 => null,
        1 => payloads.Payloads_[0],
        var count => throw new ReplayException($"History event {e.EventId} {e.EventType} has {count} results, one is possible"),
    };
}
