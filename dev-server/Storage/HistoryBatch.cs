namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// The events that one transaction appended to a run: ids <see cref="FirstEventId"/> to <see cref="LastEventId"/>
/// without a gap.
/// <see cref="Events"/> is a stored shape: a <c>temporal.api.history.v1.History</c> message. Append only.
/// </summary>
internal sealed record HistoryBatch(string RunId, long FirstEventId, long LastEventId, ReadOnlyMemory<byte> Events);
