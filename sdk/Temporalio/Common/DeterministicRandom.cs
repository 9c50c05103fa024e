using System.Buffers.Binary;
using System.Numerics;

namespace Temporalio.Common;

/// <summary>
/// A generator whose numbers depend on the seed alone, on every machine. Not for secrets.
/// </summary>
/// <remarks>
/// Replays depend on this sequence: it may never change. It is that of the official SDK, so that histories move between
/// the two: PCG64-MCG, its state filled from the seed by PCG32, integers drawn by widening multiplication. What is not
/// overridden here, such as <see cref="Random.NextInt64()"/>, .NET makes of <see cref="Next(int, int)"/>, there as here.
/// </remarks>
public class DeterministicRandom : Random
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private UInt128 state;

    /// <summary>Initializes a new instance of the <see cref="DeterministicRandom"/> class.</summary>
    /// <param name="seed">Seed.</param>
    public DeterministicRandom(ulong seed)
    {
        Span<byte> filled = stackalloc byte[16];
        for (var i = 0; i < filled.Length; i += 4)
        {
            seed = unchecked((seed * 0x5851F42D4C957F2D) + 0xA17654E46FBE17F3);
            var mixed = (uint)(((seed >> 18) ^ seed) >> 27);
            BinaryPrimitives.WriteUInt32LittleEndian(filled[i..], BitOperations.RotateRight(mixed, (int)(seed >> 59)));
        }

        state = BinaryPrimitives.ReadUInt128LittleEndian(filled) | 1;
    }

    /// <inheritdoc />
    public override int Next() => Next(0, int.MaxValue);

    /// <inheritdoc />
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return Next(0, maxValue);
    }

    /// <inheritdoc />
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        if (minValue == maxValue)
        {
            return minValue;
        }

        var range = unchecked((uint)maxValue - (uint)minValue);
        var product = (ulong)(uint)NextState() * range;
        var drawn = (uint)(product >> 32);
        var low = (uint)product;
        if (low > unchecked(0 - range))
        {
            // One more draw takes most of the bias away; it counts only where it carries over.
            var more = (uint)(((ulong)(uint)NextState() * range) >> 32);
            drawn += unchecked(low + more) < low ? 1u : 0u;
        }

        return unchecked(minValue + (int)drawn);
    }

    /// <inheritdoc />
    public override double NextDouble() => Sample();

    /// <inheritdoc />
    public override void NextBytes(byte[] buffer)
    {
        Span<byte> eight = stackalloc byte[8];
        for (var rest = buffer.AsSpan(); !rest.IsEmpty; rest = rest[Math.Min(8, rest.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(eight, NextState());
            eight[..Math.Min(8, rest.Length)].CopyTo(rest);
        }
    }

    /// <inheritdoc />
    protected override double Sample() => (NextState() >> 12) * (1.0 / (1UL << 52));

    private ulong NextState()
    {
        state = unchecked(state * Multiplier);
        var folded = (ulong)(state >> 64) ^ (ulong)state;
        return BitOperations.RotateRight(folded, (int)(ulong)(state >> 122));
    }
}
