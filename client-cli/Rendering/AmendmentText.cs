using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Views;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A proposed amendment and what became of it, for people.</summary>
internal static class AmendmentText
{
    public static void Write(IAnsiConsole console, AmendmentView amendment)
    {
        console.Line(
            $"amendment proposed by {amendment.By} at {Times.Of(amendment.At)}: {amendment.Reason}");
        console.Line(
            $"  procedure {amendment.ProcedureVersion} ({amendment.ProcedureDigest.Short}), "
            + $"charter {amendment.CharterDigest.Short}");
        foreach (var change in amendment.Changes)
        {
            console.Line($"  {change}");
        }

        foreach (var voice in amendment.Voices)
        {
            console.Line($"  agreed by {voice.By} at {Times.Of(voice.At)}");
        }

        console.Line(amendment.Missing is { } missing
            ? $"  needs {missing}"
            : "  agreed; in force once the lead confirms it (directed confirm)");
    }

    public static FactLine? Of(RunFact fact) => fact switch
    {
        RunFact.AmendmentProposed one => new(
            $"amendment proposed by {one.Amendment.By}: {one.Amendment.Reason}; "
                + string.Join("; ", one.Amendment.Changes),
            $"procedure {one.Amendment.Procedure.Version} ({one.Amendment.ProcedureDigest.Short}), "
                + $"charter {one.Amendment.CharterDigest.Short} proposed"),
        RunFact.AmendmentApproved one => new(
            $"amendment: {one.Voice.By} agrees{(one.Voice.Comment is { } why ? $": {why}" : string.Empty)}", "agreed"),
        RunFact.AmendmentDropped one => new($"amendment dropped by {one.By}: {one.Reason}", "the old version stays"),
        RunFact.AmendmentAdopted one => new($"amended charter and procedure confirmed by {one.By}", "in force"),
        _ => null,
    };
}
