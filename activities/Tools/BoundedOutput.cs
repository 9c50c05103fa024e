using System.Buffers;
using System.Text;
using DirectedExecution.Activities.Secrets;

namespace DirectedExecution.Activities.Tools;

/// <summary>Reads a stream to its end and keeps the beginning: a flood costs time, never memory.</summary>
public sealed class BoundedOutput(int limitBytes, Secret? secret)
{
    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly Lock gate = new();
    private bool isTruncated;

    /// <summary>True when more came than was kept.</summary>
    public bool IsTruncated
    {
        get
        {
            lock (gate)
            {
                return isTruncated;
            }
        }
    }

    /// <summary>What was kept so far, the secret blotted out before the cut, so that no half of it is left.</summary>
    public string Text
    {
        get
        {
            string text;
            lock (gate)
            {
                text = Encoding.UTF8.GetString(kept.WrittenSpan);
            }

            text = secret?.Redact(text) ?? text;
            return Cut(text, limitBytes);
        }
    }

    /// <param name="source">What is read.</param>
    /// <param name="cancellationToken">Ends it; what came until then is kept.</param>
    /// <param name="stopsWhenFull">Whether the rest is left unread: for what may never end.</param>
    public async Task ReadAsync(Stream source, CancellationToken cancellationToken, bool stopsWhenFull = false)
    {
        var buffer = new byte[16 * 1024];
        for (int count; (count = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            Keep(buffer.AsSpan(0, count));
            if (stopsWhenFull && IsTruncated)
            {
                return;
            }
        }
    }

    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            // A little more than the limit, so that a secret that straddles it is still recognised.
            var room = limitBytes + (4 * (secret?.Reveal().Length ?? 0)) - kept.WrittenCount;
            kept.Write(bytes[..Math.Clamp(room, 0, bytes.Length)]);
            isTruncated |= kept.WrittenCount > limitBytes || room < bytes.Length;
        }
    }
}
