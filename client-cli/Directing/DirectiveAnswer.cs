using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Directing;

/// <summary>What became of a directive that was sent.</summary>
internal sealed record DirectiveAnswer(DirectiveId Directive, bool IsAccepted, Refusal? Refusal, long? Behind = null);
