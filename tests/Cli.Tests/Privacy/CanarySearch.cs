using System.Text;
using System.Text.Json;

namespace Cli.Tests.Privacy;

/// <summary>Looks for a word in bytes, and in all that stands in base64 in a JSON.</summary>
internal static class CanarySearch
{
    /// <summary>All that stands in base64 anywhere in a history.</summary>
    public static byte[] Decoded(string json)
    {
        using var bytes = new MemoryStream();
        using var document = JsonDocument.Parse(json);
        Walk(document.RootElement, bytes);
        return bytes.ToArray();
    }

    private static void Walk(JsonElement element, MemoryStream into)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, into);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, into);
                }

                break;
            case JsonValueKind.String when element.TryGetBytesFromBase64(out var decoded):
                into.Write(decoded);
                break;
        }
    }

    public static bool Holds(byte[] bytes, string canary) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[..12])) >= 0;
}
