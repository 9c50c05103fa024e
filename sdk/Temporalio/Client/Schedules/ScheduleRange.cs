namespace Temporalio.Client.Schedules;

/// <summary>Numbers from a start to an end, both included, in steps.</summary>
/// <param name="Start">Start.</param>
/// <param name="End">End.</param>
/// <param name="Step">Step.</param>
public record ScheduleRange(int Start, int End, int Step)
{
    /// <summary>Zero alone.</summary>
    public static readonly ScheduleRange Zero = new(0);

    /// <summary>Initializes a new instance of the <see cref="ScheduleRange"/> class of one number.</summary>
    /// <param name="start">Number.</param>
    public ScheduleRange(int start)
        : this(start, start, 1)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ScheduleRange"/> class with steps of one.</summary>
    /// <param name="start">Start.</param>
    /// <param name="end">End.</param>
    public ScheduleRange(int start, int end)
        : this(start, end, 1)
    {
    }
}
