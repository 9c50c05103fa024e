using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>One of two instructions that contradict each other: whose it is, and what it says.</summary>
public sealed record InstructionSide(PersonId Issuer, DirectiveId Directive, string Word, bool WasAccepted);
