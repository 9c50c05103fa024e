using System.Globalization;

namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>One field of a cron expression: the values that it lets through.</summary>
/// <param name="Values">Rising.</param>
/// <param name="IsStar">It asks for nothing: a star without a step is in it.</param>
internal sealed record CronField(IReadOnlyList<int> Values, bool IsStar)
{
    public bool Has(int value) => Values.Contains(value);

    /// <summary>
    /// Parts divided by commas; each a star, a value or a range, each with a step perhaps: <c>*/5</c>, <c>1-5</c>,
    /// <c>MON</c>, <c>10-40/2</c>. A step after one value goes on to the end.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="least">The least value that it may have.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="names">Names of the values, from the least on.</param>
    /// <returns>Null: it is no such field.</returns>
    public static CronField? Read(string text, int least, int most, params string[] names)
    {
        var values = new SortedSet<int>();
        var isStar = false;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadPart(part, least, most, names) is not var (first, last, step, isWhole))
            {
                return null;
            }

            isStar |= isWhole && step == 1;
            for (var value = first; value <= last; value += step)
            {
                values.Add(value);
            }
        }

        return values.Count > 0 ? new CronField([.. values], isStar) : null;
    }

    private static (int First, int Last, int Step, bool IsWhole)? ReadPart(
        string part, int least, int most, string[] names)
    {
        var halves = part.Split('/');
        var step = halves.Length == 2 ? ReadNumber(halves[1]) : 1;
        if (halves.Length > 2 || step is null or 0)
        {
            return null;
        }

        if (halves[0] is "*" or "?")
        {
            return (least, most, step.Value, true);
        }

        var ends = halves[0].Split('-');
        var first = ReadValue(ends[0], least, names);
        var last = ends.Length == 2 ? ReadValue(ends[1], least, names) : halves.Length == 2 ? most : first;
        var isRange = ends.Length <= 2 && first >= least && last <= most && first <= last;
        return isRange ? (first!.Value, last!.Value, step.Value, false) : null;
    }

    private static int? ReadValue(string text, int least, string[] names)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? named + least : ReadNumber(text);
    }

    private static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
