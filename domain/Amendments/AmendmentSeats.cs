using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Amendments;

/// <summary>
/// Who has to agree to an amendment, by the charter that is in force: somebody with takeover authority; for each
/// boundary that is moved or taken away, somebody who may clear it; a governor, where versions have to be approved.
/// Never the lead. One person may speak for several.
/// </summary>
internal static class AmendmentSeats
{
    public static IEnumerable<AmendmentSeat> Of(RunState state, Charter amended)
    {
        var charter = state.Charter;
        yield return Seat("takeover authority", charter.Roles.TakeoverAuthority);
        foreach (var boundary in Moved(charter, amended))
        {
            yield return Seat($"boundary {boundary.Id}", boundary.ClearedBy);
        }

        if (ApprovalRules.IsRequired(charter) && charter.Roles.Governors is { IsEmpty: false } governors)
        {
            yield return Seat("governance", governors);
        }

        AmendmentSeat Seat(string what, ValueList<PersonId> people) => new(what, people.RemoveAll(one =>
            one == state.Lead || one == charter.Lead));
    }

    /// <summary>The seats that no voice fills yet.</summary>
    public static ValueList<AmendmentSeat> Open(RunState state, Amendment amendment) => Of(state, amendment.Charter)
        .Where(seat => !amendment.Voices.Any(voice => seat.People.Contains(voice.By)))
        .ToValueList();

    public static string Sentence(IEnumerable<AmendmentSeat> seats) =>
        string.Join("; ", seats.Select(seat => $"{string.Join(" or ", seat.People)} for {seat.For}"));

    /// <summary>Boundaries that the amended charter does not have as they are.</summary>
    public static IEnumerable<Boundary> Moved(Charter before, Charter after) =>
        before.Boundaries.Where(boundary => !after.Boundaries.Contains(boundary));
}
