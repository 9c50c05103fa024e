using System.Buffers;
using System.Globalization;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Reads a zone's rule from left to right.</summary>
internal ref struct PosixZoneText(string text)
{
    private const int NameLetters = 3;
    private const int MostHours = 24 * 7;
    private const int DefaultTime = 2 * WallTime.HourSeconds;

    private static readonly SearchValues<char> AfterName = SearchValues.Create("0123456789,-+");

    private static readonly PosixDay AmericanBegin = new(PosixDayKind.WeekDayOfMonth, 0, 2, 3, DefaultTime);
    private static readonly PosixDay AmericanEnd = new(PosixDayKind.WeekDayOfMonth, 0, 1, 11, DefaultTime);

    private ReadOnlySpan<char> rest = text;

    public PosixZone? Read()
    {
        if (!SkipName() || ReadTime() is not { } west)
        {
            return null;
        }

        var standard = -west;
        if (rest.IsEmpty || rest[0] == ',')
        {
            return new PosixZone(standard, standard, null, null);
        }

        return SkipName() ? ReadSummer(standard) : null;
    }

    private PosixZone? ReadSummer(int standard)
    {
        var summer = standard + WallTime.HourSeconds;
        if (!rest.IsEmpty && rest[0] is not (',' or ';'))
        {
            if (ReadTime() is not { } west)
            {
                return null;
            }

            summer = -west;
        }

        if (rest.IsEmpty)
        {
            return new PosixZone(standard, summer, AmericanBegin, AmericanEnd);
        }

        return (Skip(',') || Skip(';')) && ReadDay() is { } begin && Skip(',') && ReadDay() is { } end && rest.IsEmpty
            ? new PosixZone(standard, summer, begin, end)
            : null;
    }

    private bool SkipName()
    {
        if (Skip('<'))
        {
            var end = rest.IndexOf('>');
            rest = end < 0 ? rest : rest[(end + 1)..];
            return end >= 0;
        }

        var length = rest.IndexOfAny(AfterName);
        length = length < 0 ? rest.Length : length;
        rest = rest[length..];
        return length >= NameLetters;
    }

    /// <summary>Hours, perhaps minutes and seconds, in seconds.</summary>
    private int? ReadTime()
    {
        var sign = Skip('-') ? -1 : 1;
        if (sign > 0)
        {
            Skip('+');
        }

        if (ReadNumber(0, MostHours) is not { } hours)
        {
            return null;
        }

        var seconds = hours * WallTime.HourSeconds;
        if (!Skip(':'))
        {
            return sign * seconds;
        }

        if (ReadNumber(0, 59) is not { } minutes)
        {
            return null;
        }

        seconds += minutes * 60;
        if (!Skip(':'))
        {
            return sign * seconds;
        }

        return ReadNumber(0, 59) is { } last ? sign * (seconds + last) : null;
    }

    private PosixDay? ReadDay()
    {
        var day = Skip('J')
            ? ReadDayOfYear(PosixDayKind.WithoutLeapDay, 1)
            : Skip('M') ? ReadDayOfMonth() : ReadDayOfYear(PosixDayKind.FromZero, 0);
        if (day is null || !Skip('/'))
        {
            return day;
        }

        return ReadTime() is { } time ? day with { Time = time } : null;
    }

    private PosixDay? ReadDayOfYear(PosixDayKind kind, int least) =>
        ReadNumber(least, 365) is { } day ? new PosixDay(kind, day, 0, 0, DefaultTime) : null;

    private PosixDay? ReadDayOfMonth() =>
        ReadNumber(1, 12) is { } month && Skip('.') &&
        ReadNumber(1, 5) is { } week && Skip('.') &&
        ReadNumber(0, 6) is { } day
            ? new PosixDay(PosixDayKind.WeekDayOfMonth, day, week, month, DefaultTime)
            : null;

    private int? ReadNumber(int least, int most)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = rest[..(length < 0 ? rest.Length : length)];
        rest = rest[digits.Length..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
            number >= least && number <= most
                ? number
                : null;
    }

    private bool Skip(char expected)
    {
        var isThere = !rest.IsEmpty && rest[0] == expected;
        rest = isThere ? rest[1..] : rest;
        return isThere;
    }
}
