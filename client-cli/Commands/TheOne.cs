namespace DirectedExecution.Cli.Commands;

/// <summary>
/// Finds the one thing that is meant: the one that is named, or the only one there is; never one of several.
/// </summary>
internal static class TheOne
{
    public static string Of(string noun, string option, string? named, IReadOnlyList<string> open)
    {
        if (named is not null)
        {
            return named;
        }

        return open switch
        {
            [var only] => only,
            [] =>
                throw new CliException(
                    ExitCode.NotFound,
                    "nothingOpen",
                    $"there is no {noun}",
                    "directed run show shows what the run waits for"),
            _ => throw new CliException(
                ExitCode.Ambiguous, "ambiguous", $"there are {open.Count} of this: {noun} {string.Join(", ", open)}",
                $"name one with {option}"),
        };
    }
}
