using System.Text.Json;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Documents;

namespace Cli.Tests.Commands;

/// <summary>Charters and procedures as files, without a server.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("charter")]
    [InlineData("procedure")]
    [InlineData("rehearsal")]
    public async Task Schema_IsPrintedAsItIsPublished(string noun)
    {
        var run = await CliRun.OfAsync(noun, "schema");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            noun switch
            {
                "charter" => DocumentSchemas.Charter,
                "procedure" => DocumentSchemas.Procedure,
                _ => DocumentSchemas.Rehearsal,
            },
            run.Out);
        using var json = JsonDocument.Parse((await CliRun.OfAsync(noun, "schema", "-o", "json")).Out);
        Assert.Equal("object", json.RootElement.GetProperty("data").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Digest_OfAProcedure_DoesNotDependOnItsLayoutAndPinsIt()
    {
        using var sample = new Sample().WithFiles();
        sample.Write("same.yaml", "# Another layout\n" + Sample.Procedure.Replace(
            "title: Bring the shop back", "title: \"Bring the shop back\"", StringComparison.Ordinal));

        var digest = await TypeAsync(sample, "procedure", "digest", "procedure.yaml");
        var same = await TypeAsync(sample, "procedure", "digest", "same.yaml");

        Assert.Equal(0, digest.Code);
        Assert.StartsWith("sha256:", digest.Out, StringComparison.Ordinal);
        Assert.Equal(digest.Out, same.Out);
        sample.Write("charter.yaml", Sample.Charter.Replace(
            "version: \"1\" }", $"version: \"1\", digest: \"{digest.Out.Trim()}\" }}", StringComparison.Ordinal));
        Assert.Equal(0, (await TypeAsync(sample, "charter", "lint", "charter.yaml", "--procedure", "procedure.yaml")).Code);
        sample.Write("procedure.yaml", Sample.Procedure.Replace("title: Bring", "title: Get", StringComparison.Ordinal));
        var changed = await TypeAsync(sample, "charter", "lint", "charter.yaml", "--procedure", "procedure.yaml");
        Assert.Equal((int)ExitCode.BadInput, changed.Code);
        Assert.Contains("charter.yaml:4:1: procedure: The charter pins shop", changed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_OfABadCharter_NamesThePlace()
    {
        using var sample = new Sample().WithFiles();
        sample.Write("charter.yaml", Sample.Charter.Replace("lead: ana", "laed: ana", StringComparison.Ordinal));

        var run = await TypeAsync(sample, "charter", "lint", "charter.yaml");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("charter.yaml:3:1: laed: ", run.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.BadInput, (await TypeAsync(sample, "charter", "digest", "charter.yaml")).Code);
    }

    private static Task<CliRun> TypeAsync(Sample sample, params string[] args) =>
        CliRun.OfAsync(host => host with { Folder = sample.Folder }, args);
}
