using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>How a run that a schedule started came out, the whole chain of it.</summary>
/// <param name="Status">Unspecified: nothing is known of it any more.</param>
/// <param name="Result">What it returned.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record RunOutcome(WorkflowExecutionStatus Status, Payloads? Result, Failure? Failure);
