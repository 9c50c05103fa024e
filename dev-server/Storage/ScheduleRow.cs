using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// A schedule. Upsert by <see cref="Key"/>. The state is a stored shape (<c>StoredSchedule</c> of
/// Engine/State/run_state.proto), opaque to stores; the listing is one as
/// <c>temporal.api.workflow.v1.WorkflowExecutionInfo</c>, never changed after it was handed over.
/// </summary>
/// <param name="Key">Which one.</param>
/// <param name="State">What it is and how far.</param>
/// <param name="Listing">What lists and counts know of it: the hidden run that it officially is.</param>
internal sealed record ScheduleRow(ScheduleKey Key, ReadOnlyMemory<byte> State, WorkflowExecutionInfo Listing);
