using System.Buffers.Binary;
using Temporalio.Common;

namespace Sdk.Tests.Common;

/// <summary>The sequences that replays depend on.</summary>
public sealed class DeterministicRandomTests
{
    /// <summary>The first number of PCG64-MCG seeded with zero, as its own authors give it.</summary>
    [Fact]
    public void Bytes_SeedZero_AreThoseOfTheReference()
    {
        var bytes = new byte[8];
        new DeterministicRandom(0).NextBytes(bytes);

        Assert.Equal(6198063878555692194UL, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>These numbers may never change: they stand in the histories of running workflows.</summary>
    [Fact]
    public void FormerSequence_Seed42_IsFixedForEver()
    {
        var random = new FormerRandom(42);
        var bytes = new byte[4];

        var drawn = new object[] { random.Next(), random.Next(100), random.Next(-5, 5), random.NextInt64() };
        random.NextBytes(bytes);

        Assert.Equal("924769650,2,4,7834202072327348386,645EECE2", string.Join(',', drawn) + "," + Convert.ToHexString(bytes));
    }

    [Fact]
    public void Bytes_AnyLength_TakeWholeNumbers()
    {
        var (one, other) = (new DeterministicRandom(5), new DeterministicRandom(5));
        var (long12, long8, long4) = (new byte[12], new byte[8], new byte[4]);
        one.NextBytes(long12);
        other.NextBytes(long8);
        other.NextBytes(long4);

        Assert.Equal(long12, long8.Concat(long4));
        Assert.Equal(one.Next(), other.Next());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draws_InManyWays_StayInRange(bool former)
    {
        var random = former ? new FormerRandom(7) : new DeterministicRandom(7);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.InRange(random.Next(3), 0, 2);
            Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(random.NextDouble(), 0, 0.999999999999999999);
            Assert.InRange(random.NextSingle(), 0f, 0.99999999f);
            Assert.InRange(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
        }

        Assert.Equal(0, random.Next(1));
        Assert.Equal(0, random.Next(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draws_SmallRange_AreEven(bool former)
    {
        var random = former ? new FormerRandom(1) : new DeterministicRandom(1);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.Next(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
