using System.Text;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Small conversions for people.</summary>
internal static class Words
{
    /// <summary>An enum value as words: <c>AwaitingGate</c> is "awaiting gate".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            _ = char.IsUpper(letter) && words.Length > 0
                ? words.Append(' ').Append(char.ToLowerInvariant(letter))
                : words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    /// <summary>An enum value as scripts and ledgers spell it: <c>OutsideScope</c> is "outsideScope".</summary>
    public static string Code<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
