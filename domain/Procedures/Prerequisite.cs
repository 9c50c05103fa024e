using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// What must be true before the procedure may begin at all. It is read when the lead confirms the charter; the run
/// opens for steps only when every prerequisite is met. Its parameters may hold <c>{{targets.id.x}}</c>.
/// </summary>
public sealed record Prerequisite(
    string Id, string Statement, string Source, ToolCall Read, Expectation Expect, TimeSpan Freshness);
