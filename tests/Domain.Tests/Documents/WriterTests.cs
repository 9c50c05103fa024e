using System.Text.Json.Nodes;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using Domain.Tests.Support;

namespace Domain.Tests.Documents;

/// <summary>What is written reads back as the same, and with the same digest.</summary>
public sealed class WriterTests
{
    [Fact]
    public void Charter_Written_ReadsBackAsTheSame()
    {
        var full = CharterReader.Read(Root(FullDocuments.Charter()), "c.json").Value!;

        foreach (var charter in new[] { Sample.Charter, full })
        {
            var again = CharterReader.Read(Root(DocumentWriter.Write(charter)), "c.json");
            Assert.Empty(again.Problems);
            Assert.Equal(charter, again.Value);
            Assert.Equal(Digest.Of(charter), Digest.Of(again.Value!));
        }
    }

    [Fact]
    public void Procedure_Written_ReadsBackAsTheSame()
    {
        var full = ProcedureReader.Read(Root(FullDocuments.Procedure()), "p.json").Value!;

        foreach (var procedure in new[] { Sample.Procedure, LanedSample.Procedure, full })
        {
            var again = ProcedureReader.Read(Root(DocumentWriter.Write(procedure)), "p.json");
            Assert.Empty(again.Problems);
            Assert.Equal(Digest.Of(procedure), Digest.Of(again.Value!));
            Assert.Equal(procedure, again.Value);
        }
    }

    [Theory]
    [InlineData(0.25, "250ms")]
    [InlineData(90, "90s")]
    [InlineData(120, "2m")]
    [InlineData(86400, "1d")]
    [InlineData(0, "0s")]
    public void Time_Written_IsTheShortestText(double seconds, string text)
    {
        Assert.Equal(text, Durations.Format(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));
    }

    private static DocumentNode Root(JsonObject document) =>
        JsonDocumentReader.Read(document.ToJsonString(), "x.json").Value!;
}
