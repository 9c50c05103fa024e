using System.Text.Encodings.Web;
using System.Text.Json;

namespace DirectedExecution.DevServer.Http;

/// <summary>How JSON is read and written here.</summary>
internal static class HttpJson
{
    /// <summary>A name that stands twice is a mistake of whoever wrote it, not the last one's victory.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Nothing that is written here ends up inside a page.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions CompactOptions = new() { Encoder = Encoder };
    private static readonly JsonSerializerOptions PrettyOptions = new() { Encoder = Encoder, WriteIndented = true };

    public static JsonSerializerOptions Options(bool isPretty) => isPretty ? PrettyOptions : CompactOptions;

    /// <summary>Bytes in either alphabet, with or without padding; null for what is none.</summary>
    public static byte[]? FromBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var buffer = new byte[plain.Length];
        return Convert.TryFromBase64String(plain + new string('=', (4 - (plain.Length % 4)) % 4), buffer, out var count)
            ? buffer[..count]
            : null;
    }
}
