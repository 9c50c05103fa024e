using System.Text;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Schedules.Spec;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>Time zone data, held against the framework's own reader and against rules worked out by hand.</summary>
public sealed class ZoneDataTests
{
    private const string Folder = "/usr/share/zoneinfo";
    private const int StepSeconds = 11 * WallTime.HourSeconds;

    /// <summary>After 2037, rules that lead into another day are read wrongly by the framework.</summary>
    private static readonly long LastJudged = new WallTime(2037, 12, 31, 0, 0, 0).AsUtc();

    [SkippableTheory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/Santiago")]
    [InlineData("Asia/Gaza")]
    [InlineData("Pacific/Apia")]
    [InlineData("Etc/GMT+5")]
    [InlineData("UTC")]
    public void Data_OfANamedZone_HasItsOffsets(string name)
    {
        Skip.IfNot(Directory.Exists(Folder), "there is no time zone database here");
        var (data, named) = (ZoneData.Read(File.ReadAllBytes(Path.Combine(Folder, name))), NamedZone.Find(name));

        for (var time = 0L; time < LastJudged; time += StepSeconds)
        {
            Assert.True(data.OffsetAt(time) == named.OffsetAt(time), $"{WallTime.Of(time)}");
        }
    }

    [Theory]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2050-03-27T00:59:59 1 2050-03-27T01:00:00 2 2050-10-30T00:59:59 2 2050-10-30T01:00:00 1")]
    [InlineData("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-04-02T14:59:59 11 2050-04-02T15:00:00 10.5 2050-10-01T15:30:00 11")]
    [InlineData("EST5EDT", "2050-03-13T06:59:59 -5 2050-03-13T07:00:00 -4 2050-11-06T06:00:00 -5")]
    [InlineData("IST-2IDT,M3.4.4/26,M10.5.0", "2050-03-24T23:59:59 2 2050-03-25T00:00:00 3 2050-10-29T23:00:00 2")]
    [InlineData("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:59:59 -2 2050-03-27T01:00:00 -1 2050-10-30T01:00:00 -2")]
    [InlineData("AAA0BBB,J60/0,J300/0", "2052-02-29T23:59:59 0 2052-03-01T00:00:00 1 2053-03-01T00:00:00 1")]
    [InlineData("AAA0BBB,59/0,300/0", "2052-02-28T23:59:59 0 2052-02-29T00:00:00 1 2053-02-28T23:59:59 0 2053-03-01T00:00:00 1")]
    [InlineData("ABC-3:30:36", "2050-01-01T00:00:00 3.51")]
    [InlineData("ABC-3,junk", "2050-01-01T00:00:00 3")]
    public void Rule_OfTheYearsWithoutEnd_IsFollowed(string rule, string offsets)
    {
        var zone = ZoneData.Read(DataWith(rule));
        var words = offsets.Split(' ');
        for (var index = 0; index < words.Length; index += 2)
        {
            var time = DateTimeOffset.Parse(words[index] + "Z", null).ToUnixTimeSeconds();
            Assert.Equal((words[index], double.Parse(words[index + 1], null) * 3_600), (words[index], zone.OffsetAt(time)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AB1")]
    [InlineData("ABC")]
    [InlineData("ABC999")]
    [InlineData("ABC1:99")]
    [InlineData("<ABC1")]
    [InlineData("ABC1DEF,M3.5.0")]
    [InlineData("ABC1DEF,M13.5.0,M10.5.0")]
    [InlineData("ABC1DEF,M3.5.0,M10.5.0/x")]
    [InlineData("ABC1DEF,J0,J365")]
    [InlineData("ABC1DEF,M3.5.0,M10.5.0,")]
    public void Rule_ThatIsNone_LeavesWhatTheLastTransitionLedTo(string rule) =>
        Assert.Equal(-7_200, ZoneData.Read(DataWith(rule)).OffsetAt(4_000_000_000));

    [Fact]
    public void Data_CutAnywhere_IsRefused()
    {
        var whole = DataWith(string.Empty);
        foreach (var length in Enumerable.Range(0, whole.Length - 2))
        {
            var error = Assert.Throws<RpcError>(() => ZoneData.Read(whole.AsSpan(0, length)));
            Assert.Equal("Invalid schedule spec: malformed time zone information", error.Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(44 + 39)]
    public void Data_WithAWrongByte_IsRefused(int at)
    {
        var data = DataWith("CET-1");
        data[at] = 0x7f;

        Assert.Throws<RpcError>(() => ZoneData.Read(data));
    }

    [Fact]
    public void Data_OfVersionOne_IsReadInShortNumbers()
    {
        byte[] data =
        [
            .. Header(0), .. Counts(transitions: 2, types: 2), .. Number(1_000), .. Number(2_000), 1, 0,
            .. Number(3_600), 0, 0, .. Number(7_200), 1, 0, (byte)'Z', 0,
        ];

        var zone = ZoneData.Read(data);

        Assert.Equal((3_600, 7_200, 3_600), (zone.OffsetAt(999), zone.OffsetAt(1_000), zone.OffsetAt(2_000)));
    }

    /// <summary>Version 2 with one transition in 1970, to two hours west, and a rule.</summary>
    private static byte[] DataWith(string rule) =>
    [
        .. Header((byte)'2'), .. Counts(0, 0, 0),
        .. Header((byte)'2'), .. Counts(transitions: 1, types: 1),
        .. Number(0), .. Number(1_000), 0, .. Number(-7_200), 0, 0, (byte)'Z', 0,
        .. Encoding.ASCII.GetBytes($"\n{rule}\n"),
    ];

    private static byte[] Header(byte version) => [.. "TZif"u8, version, .. new byte[15]];

    private static byte[] Counts(int transitions, int types, int letters = 2) =>
        [.. Number(0), .. Number(0), .. Number(0), .. Number(transitions), .. Number(types), .. Number(letters)];

    private static byte[] Number(int number) =>
        [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
