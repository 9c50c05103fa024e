using System.Globalization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Risk;

/// <summary>
/// What the audit store knows beyond this run: how often this kind of step was carried out in other runs, and what
/// other runs did to the same targets since a moment. With an <see cref="Error"/> it knows nothing. Stored shape.
/// </summary>
public sealed record Survey(
    DateTimeOffset At, int Precedents, ValueList<ForeignAction> Others, string? Error = null)
{
    /// <summary>Precedents are counted up to here: one that was done so often is not new.</summary>
    public const int MostPrecedents = 100;

    /// <summary>A number of precedents in words.</summary>
    public static string Say(int precedents) => precedents >= MostPrecedents
        ? $"{MostPrecedents} precedents or more"
        : string.Create(CultureInfo.InvariantCulture, $"{precedents} precedents");
}
