namespace DirectedExecution.Cli.Lead;

/// <summary>Shares the lines of a screen among its parts.</summary>
internal static class Rooms
{
    /// <summary>
    /// One line after the other is given in turn to each part that still wants one, so that a long part never pushes
    /// a short one off the screen. Each gets at least one.
    /// </summary>
    public static IReadOnlyList<int> Share(IReadOnlyList<int> wanted, int lines)
    {
        var given = wanted.Select(want => Math.Min(want, 1)).ToArray();
        for (var left = lines - given.Sum(); left > 0;)
        {
            var before = left;
            for (var part = 0; part < given.Length && left > 0; part++)
            {
                if (given[part] < wanted[part])
                {
                    given[part]++;
                    left--;
                }
            }

            if (left == before)
            {
                break;
            }
        }

        return given;
    }
}
