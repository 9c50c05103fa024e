namespace DirectedExecution.Domain.Takeover;

/// <summary>One point of the packet that the receiver confirms by giving its answer in own hand.</summary>
public sealed record ReadBackPoint(string Id, string Question, string Answer, bool Confirmed);
