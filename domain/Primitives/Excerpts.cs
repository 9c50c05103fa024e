namespace DirectedExecution.Domain.Primitives;

/// <summary>Bounds on texts from outside: what the ledger keeps of them is short and always writable as JSON.</summary>
public static class Excerpts
{
    /// <summary>The longest text that is kept of a sentence from outside, in characters.</summary>
    public const int MaxSentence = 1_000;

    /// <summary>The longest observed value that is kept as it is, in characters of canonical JSON.</summary>
    public const int MaxValue = 2_000;

    private const int MaxShown = 200;

    /// <summary>At most so many characters, an ellipsis where some were cut off, and no half characters.</summary>
    public static string Cut(string text, int max)
    {
        var cut = text.Length <= max ? text : string.Concat(text.AsSpan(0, max - 1), "…");
        var whole = cut.ToCharArray();
        for (var index = 0; index < whole.Length; index++)
        {
            if (char.IsHighSurrogate(whole[index]) && index + 1 < whole.Length && char.IsLowSurrogate(whole[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(whole[index]))
            {
                whole[index] = '\uFFFD';
            }
        }

        return new string(whole);
    }

    /// <summary>A value as it stands in a sentence.</summary>
    internal static string Show(JsonData value) => Cut(value.Text, MaxShown);

    /// <summary>
    /// A value as it is kept: itself, or its digest and length when it is long. Equal values stay equal.
    /// </summary>
    internal static JsonData? Keep(JsonData? value) => value is null || value.Text.Length <= MaxValue
        ? value
        : JsonData.Of(new Dictionary<string, object> { ["digest"] = value.Digest(), ["length"] = value.Text.Length });
}
