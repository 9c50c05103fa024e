using DirectedExecution.Domain.Documents;
using DirectedExecution.Worker.Configuration;

namespace Workflows.Tests.Worker;

public sealed class YamlDocumentReaderTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("-1.5e3", "-1500")]
    [InlineData("true", "true")]
    [InlineData("~", "null")]
    [InlineData("no", "\"no\"")]
    [InlineData("012", "\"012\"")]
    [InlineData("1.0", "1")]
    [InlineData("\"1.0\"", "\"1.0\"")]
    [InlineData("2026-01-02", "\"2026-01-02\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("!!str 7", "\"7\"")]
    public void Scalar_IsReadAsTheCoreSchemaSays(string yaml, string json) =>
        Assert.Equal(json, YamlDocumentReader.Read(yaml, "f.yaml").ToData().Text);

    [Fact]
    public void Node_KnowsItsPlace()
    {
        var root = Assert.IsType<DocumentNode.Mapping>(YamlDocumentReader.Read("a: 1\nb:\n  - x\n  - y\n", "f.yaml"));

        var list = Assert.IsType<DocumentNode.Sequence>(root.Entries[1].Value);
        Assert.Equal((2, 1, 4, 5), (root.Entries[1].Line, root.Entries[1].Column, list.Items[1].Line, list.Items[1].Column));
    }

    [Theory]
    [InlineData("a: 1\nb: [1\nc: 2")]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: *nobody")]
    [InlineData("---\na: 1\n---\nb: 2")]
    [InlineData("")]
    [InlineData("? [a]\n: b")]
    public void Text_ThatIsNoDocument_IsRefusedWithItsPlace(string text)
    {
        var fault = Assert.Throws<DocumentSyntaxException>(() => YamlDocumentReader.Read(text, "f.yaml"));

        Assert.StartsWith($"f.yaml:{fault.Line}:{fault.Column}: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_ThatMultiply_AreRefusedBeforeTheyFillTheMemory()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        Assert.Throws<DocumentSyntaxException>(() => YamlDocumentReader.Read(text, "f.yaml"));
    }
}
