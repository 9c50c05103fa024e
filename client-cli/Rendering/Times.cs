using System.Globalization;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Moments for people: always UTC, always the same width.</summary>
internal static class Times
{
    public static string Of(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
