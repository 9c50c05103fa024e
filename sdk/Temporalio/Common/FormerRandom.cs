using System.Buffers.Binary;
using System.Numerics;

namespace Temporalio.Common;

/// <summary>
/// The generator of runs that began before <see cref="Replay.SdkFlags.OfficialRandom"/> was recorded: xoshiro256**
/// (Blackman and Vigna), its state filled by SplitMix64 from the seed. Their replays depend on it.
/// </summary>
internal sealed class FormerRandom : DeterministicRandom
{
    private readonly ulong[] state = new ulong[4];

    public FormerRandom(ulong seed)
        : base(seed)
    {
        for (var i = 0; i < state.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = seed;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            state[i] = mixed ^ (mixed >> 31);
        }
    }

    public override int Next() => (int)Below(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    public override long NextInt64() => (long)Below(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return unchecked(minValue + (long)Below((ulong)maxValue - (ulong)minValue));
    }

    public override float NextSingle() => (NextState() >> 40) * (1.0f / (1u << 24));

    public override double NextDouble() => Sample();

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> eight = stackalloc byte[8];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(eight, NextState());
            var count = Math.Min(8, buffer.Length);
            eight[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    protected override double Sample() => (NextState() >> 11) * (1.0 / (1UL << 53));

    // Unbiased: numbers of the last, incomplete block are drawn again.
    private ulong Below(ulong limit)
    {
        if (limit <= 1)
        {
            return 0;
        }

        var lastBlock = ulong.MaxValue - ((ulong.MaxValue % limit) + 1) % limit;
        ulong drawn;
        do
        {
            drawn = NextState();
        }
        while (drawn > lastBlock);
        return drawn % limit;
    }

    private ulong NextState()
    {
        var result = BitOperations.RotateLeft(state[1] * 5, 7) * 9;
        var shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = BitOperations.RotateLeft(state[3], 45);
        return result;
    }
}
