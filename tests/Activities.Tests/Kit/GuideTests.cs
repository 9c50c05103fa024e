namespace Activities.Tests.Kit;

/// <summary>The guide shows the sample as it is, or it is wrong.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("TallyTool.cs")]
    [InlineData("TallyToolTests.cs")]
    public void Guide_ShowsTheSampleAsItIs(string file)
    {
        var guide = Lines("docs/guides/write-a-tool.md");
        var sample = Lines($"tests/Activities.Tests/Kit/{file}");

        Assert.Contains(
            string.Join('\n', sample.SkipWhile(line => !line.StartsWith("public", StringComparison.Ordinal))).Trim(),
            string.Join('\n', guide),
            StringComparison.Ordinal);
    }

    private static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Checkout.Root, path));
}
