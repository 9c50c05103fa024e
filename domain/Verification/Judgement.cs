using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Verification;

/// <summary>What an expectation says about a document, with the value that it looked at.</summary>
public sealed record Judgement(ObservationVerdict Verdict, JsonData? Value, string Sentence);
