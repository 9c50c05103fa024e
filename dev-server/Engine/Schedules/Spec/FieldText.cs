using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// How one field of a calendar is written: parts divided by commas, each a star, a value or a range, and a step perhaps
/// (<c>*/5</c>, <c>1-5</c>, <c>mon</c>, <c>10-40/2</c>). A value with a step goes on to the greatest.
/// </summary>
/// <param name="Name">As refusals say it.</param>
/// <param name="Default">What an empty text means.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest.</param>
internal sealed record FieldText(string Name, string Default, int Least, int Most)
{
    /// <summary>Names of the values from the first on that has one.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How many letters of a name are enough.</summary>
    public int LeastLetters { get; init; }

    /// <summary>The greatest value where it means the least again: day 7 of the week is Sunday, as 0 is.</summary>
    public int? Again { get; init; }

    /// <summary>The ranges with their defaults left out, or what is wrong.</summary>
    public (IReadOnlyList<Range> Ranges, string? Fault) Read(string text)
    {
        text = text.Trim();
        var ranges = new List<Range>();
        foreach (var part in (text.Length == 0 ? Default : text).Split(','))
        {
            if (ReadPart(part, ranges) is { } fault)
            {
                return ([], fault);
            }
        }

        return (ranges, null);
    }

    private string? ReadPart(string part, List<Range> ranges)
    {
        var halves = part.Split('/');
        if (halves.Length > 2)
        {
            return $"{Name} has too many slashes";
        }

        var step = 1L;
        if (halves.Length == 2)
        {
            if (halves[1].Length == 0)
            {
                return $"{Name} missing step value";
            }

            if (GoNumber.Read(halves[1], out step) is { } fault)
            {
                return fault;
            }
        }

        return step < 1
            ? $"{Name} has invalid Step"
            : ReadSpan(halves[0], halves.Length == 2, out var first, out var last) ?? Add(ranges, first, last, step);
    }

    private string? ReadSpan(string text, bool hasStep, out long first, out long last)
    {
        (first, last) = (Least, Most);
        if (text == "*")
        {
            return null;
        }

        var ends = text.Split('-');
        if (ends.Length > 2)
        {
            return $"{Name} has too many dashes";
        }

        if (ends.Length == 2)
        {
            return !IsValue(ends[0], Least, out first)
                ? $"{Name} Start is not in range [{Least}-{Most}]"
                : !IsValue(ends[1], first, out last)
                ? $"{Name} End is before Start or not in range [{Least}-{Most}]"
                : null;
        }

        if (!IsValue(text, Least, out first))
        {
            return $"{Name} is not in range [{Least}-{Most}]";
        }

        last = hasStep ? Most : first;
        return null;
    }

    private bool IsValue(string text, long least, out long value)
    {
        var named = text.Length >= LeastLetters
            ? Names.TakeWhile(name => !name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Count()
            : Names.Count;
        if (named < Names.Count)
        {
            // Months begin at 1, days of the week at 0: as the fields do.
            value = named + Least;
        }
        else if (GoNumber.Read(text, out value) is not null)
        {
            return false;
        }

        return value >= least && value <= Most;
    }

    private string? Add(List<Range> ranges, long first, long last, long step)
    {
        if (last == Again)
        {
            // A range of its own for it, unless the rest begins with the least value anyway, or misses it.
            if ((last - first) % step == 0 && (step > 1 || first > 1))
            {
                ranges.Add(new Range());
            }

            if (first == last)
            {
                return null;
            }

            last--;
        }

        ranges.Add(new Range
        {
            Start = (int)first,
            End = first == last ? 0 : (int)last,

            // Cut to 32 bits, as officially: what that makes of a monstrous step is checked as every other range is.
            Step = step == 1 ? 0 : unchecked((int)step),
        });
        return null;
    }
}
