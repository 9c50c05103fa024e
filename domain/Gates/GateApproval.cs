using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>Who approved, by which directive, with which comment.</summary>
public sealed record GateApproval(PersonId By, DirectiveId Directive, string? Comment = null);
