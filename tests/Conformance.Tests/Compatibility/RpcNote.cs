using System.Text.RegularExpressions;

namespace Conformance.Tests.Compatibility;

/// <summary>Why methods are not there, or what their answer is worth.</summary>
/// <param name="Pattern">The methods, names that may begin or end with a star.</param>
/// <param name="Text">The reason.</param>
internal sealed record RpcNote(string Pattern, string Text)
{
    public static IReadOnlyList<RpcNote> All { get; } =
        [.. Table.Read("rpc-notes.txt", 2).Select(row => new RpcNote(row[0], row[1]))];

    public bool Covers(string method) => Regex.IsMatch(
        method,
        "^" + Regex.Escape(Pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant);
}
