using System.Text.Encodings.Web;

namespace DirectedExecution.Activities.Secrets;

/// <summary>A secret as a type: whatever prints, logs or serializes it shows a marker.</summary>
public sealed class Secret(string value)
{
    /// <summary>What stands in outputs in place of a secret.</summary>
    public const string Marker = "[secret]";

    /// <summary>The ways in which a reply may spell it.</summary>
    private readonly string[] spellings =
    [
        value,
        JavaScriptEncoder.Default.Encode(value),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        Uri.EscapeDataString(value),
    ];

    /// <summary>The secret itself, for the one place that hands it over.</summary>
    public string Reveal() => value;

    /// <summary>Blots the secret out of an output.</summary>
    public string Redact(string text) => spellings.Aggregate(
        text, (blotted, spelling) => blotted.Replace(spelling, Marker, StringComparison.Ordinal));

    public override string ToString() => Marker;
}
