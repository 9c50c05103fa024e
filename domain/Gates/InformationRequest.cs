using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// What somebody who decides wanted to know: from a read that the procedure names, or from a person whose
/// <see cref="Answer"/> then stands as evidence. Stored shape.
/// </summary>
public sealed record InformationRequest(
    int Number,
    PersonId By,
    string Question,
    DateTimeOffset At,
    string? Read = null,
    PersonId? From = null,
    string? Answer = null,
    DateTimeOffset? AnsweredAt = null)
{
    /// <summary>Somebody was asked and has not answered.</summary>
    [JsonIgnore]
    public bool IsPending => From is not null && Answer is null;
}
