using System.Buffers.Binary;
using System.Text;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// Reads SSH's wire format: numbers, and byte strings with their length before them. Never past the end.
/// </summary>
internal ref struct SshReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        if (count < 0 || count > rest.Length)
        {
            bytes = default;
            return false;
        }

        bytes = rest[..count];
        rest = rest[count..];
        return true;
    }

    public bool TryNumber(out uint number)
    {
        number = TryBytes(sizeof(uint), out var bytes) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
        return bytes.Length == sizeof(uint);
    }

    public bool TryString(out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryNumber(out var length) && length <= int.MaxValue && TryBytes((int)length, out value);
    }

    /// <summary>A string of printable ASCII, as names of algorithms and namespaces are.</summary>
    public bool TryText(out string text)
    {
        var isThere = TryString(out var bytes) && !bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~');
        text = isThere ? Encoding.ASCII.GetString(bytes) : string.Empty;
        return isThere;
    }

    /// <summary>A number above zero in the one form that the format allows: no zeros first but for the sign.</summary>
    public bool TryPositive(out ReadOnlySpan<byte> magnitude)
    {
        if (!TryString(out magnitude) || magnitude.IsEmpty || magnitude[0] >= 0x80)
        {
            return false;
        }

        if (magnitude[0] != 0)
        {
            return true;
        }

        magnitude = magnitude[1..];
        return !magnitude.IsEmpty && magnitude[0] >= 0x80;
    }
}
