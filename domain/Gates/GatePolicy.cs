using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Who must agree, how many of them, and until when; an expired gate is closed, never open. <see cref="Groups"/> are
/// groups of the charter whose members may decide as well. With <see cref="Ladder"/> the time runs by its rungs and
/// <see cref="ExpiresAfter"/> is not used. <see cref="Options"/> are choices of an escalation. Stored shape.
/// </summary>
public sealed record GatePolicy(
    GateTier Tier,
    ValueList<PersonId> Approvers,
    TimeSpan? ExpiresAfter = null,
    ValueList<string>? Groups = null,
    Quorum? Quorum = null,
    GateLadder? Ladder = null,
    ValueList<string>? Options = null)
{
    /// <summary>It says more than a tier, people and a time: the rules for such gates are stricter.</summary>
    [JsonIgnore]
    public bool IsExtended => Groups is not null || Quorum is not null || Ladder is not null || Options is not null;
}
