using System.Buffers.Binary;
using System.Text;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// How much later than its nominal time a moment is acted on: drawn by a hash of the moment and a seed, so that the
/// same schedule always draws the same. The bytes, the hash and the arithmetic are the official server's.
/// </summary>
internal static class Jitter
{
    private const int TimeBytes = 15;
    private const byte TimeLayout = 1;
    private const short Utc = -1;

    /// <summary>From year 1, where Go begins to count, to 1970.</summary>
    private const long SecondsToEpoch = 62_135_596_800;

    /// <param name="nominal">The moment, in seconds since 1970.</param>
    /// <param name="seed">What makes the jitter of one schedule differ from another's.</param>
    /// <param name="mostMilliseconds">What it stays below; nothing for what is not positive.</param>
    public static TimeSpan Of(long nominal, string seed, long mostMilliseconds)
    {
        if (mostMilliseconds <= 0)
        {
            return TimeSpan.Zero;
        }

        var bytes = new byte[TimeBytes + Encoding.UTF8.GetByteCount(seed)];
        bytes[0] = TimeLayout;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), nominal + SecondsToEpoch);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(13), Utc);
        Encoding.UTF8.GetBytes(seed, bytes.AsSpan(TimeBytes));
        var most = (ulong)Math.Min(mostMilliseconds, uint.MaxValue);
        return TimeSpan.FromMilliseconds((long)((FarmHash.Of(bytes) * most) >> 32));
    }
}
