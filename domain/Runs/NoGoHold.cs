namespace DirectedExecution.Domain.Runs;

/// <summary>
/// A no-go condition was seen to hold outside of a precheck. Everything stands until the lead has it read again and it
/// is gone. Stored shape.
/// </summary>
public sealed record NoGoHold(string Sentence, DateTimeOffset Since);
