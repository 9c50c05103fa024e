using System.Buffers.Binary;
using System.Numerics;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>
/// CRC-32C of a stored value, in its own column: SQLite's own check finds broken pages, not a flipped bit within a
/// value. Null, from before there was such a column, says nothing.
/// </summary>
internal static class Checksum
{
    public static long Of(ReadOnlySpan<byte> value)
    {
        var crc = uint.MaxValue;
        while (value.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(value));
            value = value[sizeof(ulong)..];
        }

        foreach (var single in value)
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return ~crc;
    }

    public static bool Holds(long? stored, ReadOnlySpan<byte> value) => stored is null || stored == Of(value);
}
