using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>What somebody last instructed about a subject, and in which entry it was accepted.</summary>
public sealed record Stance(
    string Subject, string Word, DirectiveId Directive, PersonId Issuer, int LeadEpoch, long Sequence);
