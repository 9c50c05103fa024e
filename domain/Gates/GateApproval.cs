using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Who approved, by which directive, with which comment; by delegation <see cref="OnBehalfOf"/> somebody. It may hold
/// only <see cref="Until"/> a moment, or only while what it is <see cref="Provided"/> on is so. The reviewer's own
/// <see cref="Confidence"/> is in percent. Stored shape.
/// </summary>
public sealed record GateApproval(
    PersonId By,
    DirectiveId Directive,
    string? Comment = null,
    PersonId? OnBehalfOf = null,
    int? Confidence = null,
    DateTimeOffset? Until = null,
    ValueList<ApprovalCondition>? Provided = null)
{
    /// <summary>Whose voice it is: it counts once, whoever raises it.</summary>
    [JsonIgnore]
    public PersonId Seat => OnBehalfOf ?? By;
}
