namespace Conformance.Tests.Compatibility;

/// <summary>What the embedded server does otherwise than the official one, for good.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="Official">What the official server does.</param>
/// <param name="Here">What the embedded one does.</param>
/// <param name="Reason">Why it stays so.</param>
/// <param name="Test">The test that holds it, as <c>Class.Method</c>; a dash where there can be none.</param>
internal sealed record KnownDifference(string Area, string Official, string Here, string Reason, string Test)
{
    public const string NoTest = "-";

    public static IReadOnlyList<KnownDifference> All { get; } =
        [.. Table.Read("known-differences.txt", 5).Select(row => new KnownDifference(row[0], row[1], row[2], row[3], row[4]))];
}
