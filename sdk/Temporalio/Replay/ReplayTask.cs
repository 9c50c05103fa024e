using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;

namespace Temporalio.Replay;

/// <summary>One workflow task for the replay machine; payloads are decoded.</summary>
/// <param name="Events">All events, from the first or following on.</param>
/// <param name="PreviousStartedEventId">Started event of the last completed task.</param>
/// <param name="Messages">Protocol messages.</param>
internal sealed record ReplayTask(
    IReadOnlyList<HistoryEvent> Events, long PreviousStartedEventId, IReadOnlyList<Message> Messages);
