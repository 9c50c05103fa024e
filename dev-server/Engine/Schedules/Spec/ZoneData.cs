using System.Buffers.Binary;
using System.Text;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Reads a TZif file (RFC 8536) of version 1, 2 or 3; of 2 and 3 the 64-bit half and the footer.</summary>
internal ref struct ZoneData(ReadOnlySpan<byte> bytes)
{
    private const int HeaderBytes = 20;
    private const int CountCount = 6;
    private const int TypeBytes = 6;
    private const int Short = 4;
    private const int Long = 8;

    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>An <see cref="RpcError"/> with the official sentence for bytes that are no such file.</summary>
    public static DataZone Read(ReadOnlySpan<byte> bytes) => new ZoneData(bytes).Read();

    private DataZone Read()
    {
        var isShort = ReadVersion() == 1;
        var counts = ReadCounts();
        if (!isShort)
        {
            Take(counts.Bytes(Short) + HeaderBytes);
            counts = ReadCounts();
        }

        var size = isShort ? Short : Long;
        var moments = Take(counts.Transitions * size);
        var indices = Take(counts.Transitions);
        var types = Take(counts.Types * TypeBytes);
        var names = Take(counts.NameBytes);
        Take((counts.Leaps * (size + Short)) + counts.StandardMarks + counts.UtcMarks);
        var offsets = Offsets(types, names.Length);
        return new DataZone(
            offsets,
            Transitions(moments, indices, size, offsets),
            rest is [(byte)'\n', _, .., (byte)'\n'] ? PosixZone.Read(Encoding.Latin1.GetString(rest[1..^1])) : null);
    }

    private int ReadVersion()
    {
        var header = Take(HeaderBytes);
        return header[..Short].SequenceEqual("TZif"u8)
            ? header[Short] switch { 0 => 1, (byte)'2' => 2, (byte)'3' => 3, _ => throw Malformed() }
            : throw Malformed();
    }

    private Counts ReadCounts()
    {
        var counts = Take(CountCount * Short);
        return new Counts(
            ReadCount(counts, 0),
            ReadCount(counts, 1),
            ReadCount(counts, 2),
            ReadCount(counts, 3),
            ReadCount(counts, 4),
            ReadCount(counts, 5));
    }

    private static long ReadCount(ReadOnlySpan<byte> counts, int index) =>
        BinaryPrimitives.ReadUInt32BigEndian(counts[(index * Short)..]);

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > rest.Length)
        {
            throw Malformed();
        }

        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private static ZoneOffset[] Offsets(ReadOnlySpan<byte> types, int nameBytes)
    {
        var offsets = new ZoneOffset[types.Length / TypeBytes];
        for (var index = 0; index < offsets.Length; index++)
        {
            var type = types[(index * TypeBytes)..];
            offsets[index] = type[5] < nameBytes
                ? new ZoneOffset(BinaryPrimitives.ReadInt32BigEndian(type), type[4] != 0)
                : throw Malformed();
        }

        return offsets.Length > 0 ? offsets : throw Malformed();
    }

    private static ZoneTransition[] Transitions(
        ReadOnlySpan<byte> moments, ReadOnlySpan<byte> indices, int size, ZoneOffset[] offsets)
    {
        var transitions = new ZoneTransition[indices.Length];
        for (var index = 0; index < transitions.Length; index++)
        {
            var moment = moments[(index * size)..];
            var at = size == Long
                ? BinaryPrimitives.ReadInt64BigEndian(moment)
                : BinaryPrimitives.ReadInt32BigEndian(moment);
            transitions[index] = indices[index] < offsets.Length
                ? new ZoneTransition(at, indices[index])
                : throw Malformed();
        }

        return transitions.Length > 0 ? transitions : [new ZoneTransition(long.MinValue, 0)];
    }

    private static RpcError Malformed() => SpecFault.Of("malformed time zone information");

    private readonly record struct Counts(
        long UtcMarks, long StandardMarks, long Leaps, long Transitions, long Types, long NameBytes)
    {
        public long Bytes(int size) => (Transitions * (size + 1)) + (Types * TypeBytes) + NameBytes +
            (Leaps * (size + Short)) + StandardMarks + UtcMarks;
    }
}
