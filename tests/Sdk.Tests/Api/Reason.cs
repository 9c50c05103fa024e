using System.Text.RegularExpressions;

namespace Sdk.Tests.Api;

/// <summary>Why some lines of a surface differ.</summary>
internal sealed record Reason(string Pattern, string Why)
{
    private readonly Regex regex = new(
        "^" + Regex.Escape(Pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "( is .*)?$",
        RegexOptions.Compiled | RegexOptions.CultureInvariant);

    public bool Covers(string line) => regex.IsMatch(line);
}
