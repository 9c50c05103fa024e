using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>What is reported of one action, and after which time.</summary>
public sealed record RehearsedReport(
    ActionOutcome Outcome, string Summary, int? ExitCode = null, TimeSpan? Delay = null);
