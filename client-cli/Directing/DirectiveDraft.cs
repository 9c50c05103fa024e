using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Directing;

/// <summary>A directive before it is sent, and the state that it was composed on.</summary>
internal sealed record DirectiveDraft(Directive Directive, RunState State);
