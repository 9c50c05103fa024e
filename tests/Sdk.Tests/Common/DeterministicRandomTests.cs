using Temporalio.Common;

namespace Sdk.Tests.Common;

/// <summary>The sequence that replays depend on.</summary>
public sealed class DeterministicRandomTests
{
    /// <summary>These numbers may never change: they stand in the histories of running workflows.</summary>
    [Fact]
    public void Sequence_Seed42_IsFixedForEver()
    {
        var random = new DeterministicRandom(42);
        var bytes = new byte[4];

        var drawn = new object[] { random.Next(), random.Next(100), random.Next(-5, 5), random.NextInt64() };
        random.NextBytes(bytes);

        Assert.Equal("924769650,2,4,7834202072327348386,645EECE2", string.Join(',', drawn) + "," + Convert.ToHexString(bytes));
    }

    [Fact]
    public void Draws_InManyWays_StayInRange()
    {
        var random = new DeterministicRandom(7);
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

    [Fact]
    public void Draws_SmallRange_AreEven()
    {
        var random = new DeterministicRandom(1);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.Next(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }
}
