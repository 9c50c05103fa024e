using System.Globalization;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary>What lint says at its end: each note and problem with its place, or the digest.</summary>
internal static class LintReport
{
    public static ExitCode Write(
        CommandContext context,
        string file,
        ValueList<Problem> problems,
        ValueList<Problem> notes,
        DocumentResult<DigestView> digest)
    {
        context.Output.Data("lint", new LintView(problems.IsEmpty, [.. problems], [.. notes]), console =>
        {
            foreach (var note in notes)
            {
                console.Line($"note: {note}");
            }

            foreach (var problem in problems)
            {
                console.Line(problem.ToString());
            }

            console.Line(problems.IsEmpty
                ? $"{file}: no problems{(digest.Value is { } view ? $"; digest {view.Digest}" : string.Empty)}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problems.Count} problem{(problems.Count == 1 ? string.Empty : "s")}"));
        });
        return problems.IsEmpty ? ExitCode.Ok : ExitCode.BadInput;
    }
}
