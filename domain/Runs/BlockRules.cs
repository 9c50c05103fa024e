using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>Who may lift which block, and how.</summary>
internal static class BlockRules
{
    /// <summary>
    /// The table: kind → allowed resolutions, and whether the lead may do it without another authority.
    /// </summary>
    private static readonly Dictionary<BlockKind, (BlockResolution[] Resolutions, bool ByLead)> Table = new()
    {
        [BlockKind.Boundary] = ([BlockResolution.Withdraw, BlockResolution.Permit], false),
        [BlockKind.NoGo] = ([BlockResolution.Withdraw], false),
        [BlockKind.Precondition] = ([BlockResolution.Withdraw], true),
        [BlockKind.Unreadable] = ([BlockResolution.Withdraw], true),
        [BlockKind.Stale] = ([BlockResolution.Withdraw], true),
        [BlockKind.EvidenceIncomplete] = ([BlockResolution.Withdraw], true),
        [BlockKind.Mismatch] = ([BlockResolution.Accept], false),
        [BlockKind.BoundaryEffect] = ([BlockResolution.Accept], false),
    };

    /// <summary>What it says is about the world, not about one step: it holds every lane.</summary>
    public static bool IsRunWide(BlockKind kind) => kind is BlockKind.NoGo or BlockKind.BoundaryEffect;

    /// <summary>It stands on what was done, not on what was to be done.</summary>
    public static bool IsAfterAction(BlockKind kind) => kind is BlockKind.Mismatch or BlockKind.BoundaryEffect;

    public static bool Allows(BlockKind kind, BlockResolution resolution) =>
        Table[kind].Resolutions.Contains(resolution);

    /// <summary>
    /// The named people who may clear it: never the issuer of the step, except where the lead may withdraw it himself.
    /// </summary>
    public static ValueList<PersonId> MayClear(RunState state, Block block)
    {
        var roles = state.Charter.Roles;
        var authority = block.Kind is BlockKind.Boundary or BlockKind.BoundaryEffect
            ? BoundaryAuthority(state, block)
            : roles.Approvers.Concat(roles.TakeoverAuthority);
        var lead = LaneRules.LeadOf(state, LaneRules.Of(state, block.Step));
        var others = authority.Distinct()
            .Where(person => person != block.Issuer && person != state.Lead && person != lead);
        return Table[block.Kind].ByLead ? others.Prepend(lead).ToValueList() : others.ToValueList();
    }

    /// <summary>Who may permit that this boundary is crossed by what somebody would direct.</summary>
    public static ValueList<PersonId> MayClear(RunState state, Boundary boundary, PersonId issuer) =>
        Named(state.Charter, boundary).Distinct()
            .Where(person => person != issuer && person != state.Lead)
            .ToValueList();

    public static ValueList<PersonId> Named(Charter charter, Boundary boundary) =>
        boundary.ClearedBy.IsEmpty ? charter.Roles.TakeoverAuthority : boundary.ClearedBy;

    // A step may cross several boundaries: who clears must have the authority over each of them.
    private static IEnumerable<PersonId> BoundaryAuthority(RunState state, Block block) => state.Charter.Boundaries
        .Where(boundary => block.Boundaries.Contains(boundary.Id))
        .Select(boundary => Named(state.Charter, boundary))
        .Aggregate((IEnumerable<PersonId>?)null, (all, next) => all is null ? next : all.Intersect(next)) ?? [];
}
