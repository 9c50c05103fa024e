using System.Buffers.Binary;
using System.Numerics;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The 32-bit fingerprint of FarmHash, for inputs of 13 bytes and more: a fixed function, the same on every machine.
/// </summary>
internal static class FarmHash
{
    public const int LeastBytes = 13;

    private const uint First = 0xcc9e2d51;
    private const uint Second = 0x1b873593;
    private const uint Add = 0xe6546b64;
    private const int ShortBytes = 24;
    private const int BlockBytes = 20;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length, LeastBytes);
        return bytes.Length <= ShortBytes ? OfShort(bytes) : OfLong(bytes);
    }

    private static uint OfShort(ReadOnlySpan<byte> bytes)
    {
        var (length, half) = (bytes.Length, bytes.Length >> 1);
        var a = Word(bytes, half - 4);
        var b = Word(bytes, 4);
        var c = Word(bytes, length - 8);
        var d = Word(bytes, half);
        var e = Word(bytes, 0);
        var f = Word(bytes, length - 4);
        var h = (d * First) + (uint)length;
        a = BitOperations.RotateRight(a, 12) + f;
        h = Mix(c, h) + a;
        a = BitOperations.RotateRight(a, 3) + c;
        h = Mix(e, h) + a;
        a = BitOperations.RotateRight(a + f, 12) + d;
        h = Mix(b, h) + a;
        return Finish(h);
    }

    private static uint OfLong(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length;
        var h = Fold(Fold((uint)length, Scatter(Word(bytes, length - 4))), Scatter(Word(bytes, length - 16)));
        var g = Fold(Fold(First * (uint)length, Scatter(Word(bytes, length - 8))), Scatter(Word(bytes, length - 12)));
        var f = BitOperations.RotateRight((First * (uint)length) + Scatter(Word(bytes, length - 20)), 19) + 113;
        for (; bytes.Length > BlockBytes; bytes = bytes[BlockBytes..])
        {
            var (a, b, c) = (Word(bytes, 0), Word(bytes, 4), Word(bytes, 8));
            var (d, e) = (Word(bytes, 12), Word(bytes, 16));
            h = Mix(d, h + a) + e;
            g = Mix(c, g + b) + a;
            f = Mix(b + (e * First), f + c) + d;
            f += g;
            g += f;
        }

        g = Turn(Turn(g, 11), 17);
        f = Turn(Turn(f, 11), 17);
        h = Turn((BitOperations.RotateRight(h + g, 19) * 5) + Add, 17);
        return Turn((BitOperations.RotateRight(h + f, 19) * 5) + Add, 17);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static uint Turn(uint value, int bits) => BitOperations.RotateRight(value, bits) * First;

    private static uint Scatter(uint word) => BitOperations.RotateRight(word * First, 17) * Second;

    private static uint Fold(uint hash, uint word) => (BitOperations.RotateRight(hash ^ word, 19) * 5) + Add;

    private static uint Mix(uint word, uint hash) => Fold(hash, Scatter(word));

    private static uint Finish(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
