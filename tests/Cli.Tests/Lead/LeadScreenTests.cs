using Cli.Tests.Support;
using DirectedExecution.Cli.Lead;
using DirectedExecution.Domain.Views;

namespace Cli.Tests.Lead;

public sealed class LeadScreenTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(20, 5)]
    [InlineData(60, 14)]
    [InlineData(200, 50)]
    public async Task Screen_OfAnySize_FitsAndKeepsThePromptLast(int width, int height)
    {
        using var desk = await Desk.AtGateAsync();

        var lines = LeadScreen.Draw(View(desk, new string('x', 500)), width, height, unicode: true);

        Assert.True(lines.Count <= height);
        Assert.All(lines, line => Assert.True(TextWidth.Of(line.Text) <= Math.Max(40, width)));
        Assert.EndsWith("xxx", lines[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_ThatCannotShowAll_SaysHowMuchIsLeftOut()
    {
        using var desk = await Desk.AtGateAsync();
        var view = View(desk, string.Empty);
        var shown = LeadScreen.Draw(view, 100, 16, unicode: true);

        Assert.Contains(shown, line => line.Text.Contains(" more)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_ThatIsNotCurrent_SaysSoAloud()
    {
        using var desk = await Desk.AtGateAsync();
        var view = View(desk, string.Empty) with { Trouble = "no answer from 127.0.0.1:7233" };

        Assert.Contains(
            LeadScreen.Draw(view, 100, 30, unicode: true),
            line => line is { Tone: Tone.Alarm } && line.Text.StartsWith("NOT CURRENT: no answer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 3, 3 }, 10, new[] { 3, 3 })]
    [InlineData(new[] { 50, 2, 9 }, 12, new[] { 5, 2, 5 })]
    [InlineData(new[] { 4, 4 }, 0, new[] { 1, 1 })]
    [InlineData(new int[0], 5, new int[0])]
    public void Rooms_AreShared_SoThatNoPartPushesAnotherOut(int[] wanted, int lines, int[] expected) =>
        Assert.Equal(expected, Rooms.Share(wanted, lines));

    [Fact]
    public void Text_OfWideCharacters_IsCutByColumns()
    {
        var cut = TextWidth.Fit("冷凍庫の温度が高い", 10, unicode: true);

        Assert.True(TextWidth.Of(cut) <= 10);
        Assert.EndsWith("...", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void Editor_TakesBackWholeCharacters()
    {
        var line = new LineEditor("a😀");

        var (next, isEntered) = line.After(new('\b', ConsoleKey.Backspace, false, false, false));

        Assert.Equal("a", next.Text);
        Assert.False(isEntered);
    }

    private static LeadView View(Desk desk, string typed) => new(
        RunStatusView.Of(desk.Runs.State(Desk.Run)), Now, "ana", [.. desk.Runs.Ledger(Desk.Run)], ["accepted"], typed);
}
