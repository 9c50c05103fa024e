using DirectedExecution.Activities.Annex;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A record of the annex. <see cref="DigestKey"/> proves the ledger's digest to others.</summary>
internal sealed record AnnexView(
    string Record, string What, string Digest, long Size, JsonData? Content = null, string? DigestKey = null)
{
    /// <exception cref="CliException">It is not there, or is not what the ledger refers to.</exception>
    public static AnnexView Of(AnnexRecordLine line, AnnexRecord? found)
    {
        if (found is null)
        {
            throw Missing(line.Annex.Id);
        }

        return found.Entry == line.Annex
            ? new AnnexView(
                line.Annex.Id.Value, line.What, line.Annex.Digest.Value, line.Annex.Size, found.Content,
                found.DigestKey)
            : throw new CliException(
                ExitCode.VerificationFailed, "recordChanged",
                $"the record {line.Annex.Id} is not the one that ledger entry {line.Sequence} refers to",
                "somebody changed the annex: keep it, and find out who");
    }

    public static CliException Missing(AnnexId id) => new(
        ExitCode.NotFound, "recordNotFound", $"the annex of these settings holds no record {id}",
        "name the annex of the worker that kept it: annexFile, or annexDatabase");

    public void Write(IAnsiConsole console)
    {
        console.Line($"{Record}: {What}");
        console.Line($"digest  {Digest}, as in the ledger");
        console.Line(Content is null ? "It was erased." : Content.Text);
    }
}
