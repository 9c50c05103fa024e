using Temporalio.Protocol.Grpc;

namespace Sdk.Tests.Protocol;

/// <summary>The text forms of gRPC headers.</summary>
public sealed class GrpcHeadersTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100% of it", "100%25 of it")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("über \U0001F600", "%C3%BCber %F0%9F%98%80")]
    public void Message_Encoded_IsReadBack(string text, string encoded)
    {
        Assert.Equal(encoded, GrpcHeaders.EncodeMessage(text));
        Assert.Equal(text, GrpcHeaders.DecodeMessage(encoded));
    }

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("%", "%")]
    [InlineData("%2", "%2")]
    [InlineData("%zz", "%zz")]
    [InlineData("%e4%zz%41", "\uFFFD%zzA")]
    public void Message_BadEscapes_StayAsTheyAre(string encoded, string text) =>
        Assert.Equal(text, GrpcHeaders.DecodeMessage(encoded));

    [Theory]
    [InlineData("AQI", new byte[] { 1, 2 })]
    [InlineData("AQI=", new byte[] { 1, 2 })]
    [InlineData("AQID,BAUG", new byte[] { 1, 2, 3 })]
    [InlineData("", new byte[0])]
    [InlineData("!", null)]
    public void Binary_WithOrWithoutPadding_IsRead(string text, byte[]? expected) =>
        Assert.Equal(expected, GrpcHeaders.DecodeBinary(text));

    [Theory]
    [InlineData(10_000_000, "1000000u")]
    [InlineData(1, "1u")]
    [InlineData(0, "1u")]
    [InlineData(700_000_000, "70000000u")]
    [InlineData(1_000_000_000, "100000m")]
    public void Timeout_Formatted_IsReadBackAndNeverShorter(long ticks, string expected)
    {
        Assert.Equal(expected, GrpcHeaders.FormatTimeout(TimeSpan.FromTicks(ticks)));
        Assert.True(GrpcHeaders.ParseTimeout(expected) >= TimeSpan.FromTicks(ticks));
    }

    [Theory]
    [InlineData("1H", 3600.0)]
    [InlineData("2M", 120.0)]
    [InlineData("3S", 3.0)]
    [InlineData("9953m", 9.953)]
    [InlineData("30000000u", 30.0)]
    [InlineData("1000000000n", null)]
    [InlineData("10000000n", 0.01)]
    [InlineData("S", null)]
    [InlineData("1", null)]
    [InlineData("-1S", null)]
    [InlineData("1x", null)]
    [InlineData(null, null)]
    public void Timeout_AllUnits_AreRead(string? text, double? seconds) =>
        Assert.Equal(seconds, GrpcHeaders.ParseTimeout(text)?.TotalSeconds);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(5, false)]
    [InlineData(100_000, true)]
    public void Frame_Written_IsReadBack(int size, bool gzip)
    {
        var message = new Temporalio.Api.Common.V1.WorkflowType { Name = new string('x', size) };

        var frame = GrpcFrame.Write(message, gzip);
        var read = GrpcFrame.Read(frame, "gzip", 1_000_000)!.Value;

        Assert.Equal(message, Temporalio.Api.Common.V1.WorkflowType.Parser.ParseFrom(read.Span));
        Assert.Equal(gzip && size > 0, frame[0] == 1);
    }

    [Fact]
    public void Frame_GrowsOverTheLimitWhenUnpacked_IsRefused()
    {
        var frame = GrpcFrame.Write(new Temporalio.Api.Common.V1.WorkflowType { Name = new string('x', 100_000) }, gzip: true);

        var thrown = Assert.Throws<GrpcFrameException>(() => GrpcFrame.Read(frame, "gzip", 50_000));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, thrown.Code);
    }
}
