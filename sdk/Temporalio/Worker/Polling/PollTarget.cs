using Temporalio.Exceptions;

namespace Temporalio.Worker.Polling;

/// <summary>
/// How many polls of a kind are to go on at once, as the server's advice, failures and the tasks that come make it.
/// Pure.
/// </summary>
/// <param name="Minimum">Fewest polls.</param>
/// <param name="Maximum">Most polls.</param>
/// <param name="Value">Polls at this moment.</param>
internal sealed record PollTarget(int Minimum, int Maximum, int Value)
{
    /// <summary>How long tasks are counted before it is decided whether more polls bring more of them.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    // More polls are only worth while they bring at least this many times the tasks.
    private const double Growth = 1.1;

    /// <summary>Gets a value indicating whether the server says that it gives advice.</summary>
    public bool IsAdvised { get; init; }

    /// <summary>Gets when the present period began.</summary>
    public DateTimeOffset PeriodStart { get; init; }

    /// <summary>Gets the tasks of the present period.</summary>
    public int Tasks { get; private init; }

    /// <summary>Gets a value indicating whether the last period brought more tasks, so that more polls may.</summary>
    public bool MayGrow { get; private init; } = true;

    /// <summary>
    /// Gets a value indicating whether tasks come so fast that polls need not wait long: many would be left over
    /// behind a burst.
    /// </summary>
    public bool IsBusy => Tasks > 1;

    private int TasksBefore { get; init; }

    /// <summary>Goes on to a later time.</summary>
    public PollTarget At(DateTimeOffset now)
    {
        var target = this;

        // From the third empty period on nothing changes any more.
        for (var passed = 0; passed < 3 && now - target.PeriodStart >= Period; passed++)
        {
            target = target with
            {
                PeriodStart = target.PeriodStart + Period,
                MayGrow = target.Tasks >= (int)(target.TasksBefore * Growth),
                TasksBefore = target.Tasks,
                Tasks = 0,
            };
        }

        return now - target.PeriodStart >= Period ? target with { PeriodStart = now } : target;
    }

    /// <summary>Takes the end of a poll.</summary>
    /// <param name="advice">By how many polls the server would change it; null if it says nothing.</param>
    /// <param name="gotTask">Whether a task came.</param>
    public PollTarget Polled(int? advice, bool gotTask)
    {
        var target = gotTask ? this with { Tasks = Tasks + 1 } : this;
        return advice switch
        {
            > 0 => (target.MayGrow ? target.By(advice.Value) : target) with { IsAdvised = true },
            { } fewer => target.By(fewer) with { IsAdvised = true },

            // Without advice polls would never become more again.
            null => !gotTask && IsAdvised ? target.By(-1) : target,
        };
    }

    /// <summary>Takes the failure of a poll.</summary>
    public PollTarget Failed(RpcException.StatusCode code)
    {
        if (!IsAdvised)
        {
            return this;
        }

        return code == RpcException.StatusCode.ResourceExhausted ? To(Value / 2) : By(-1);
    }

    private PollTarget By(int change) => To((long)Value + change);

    private PollTarget To(long value) => this with { Value = (int)Math.Clamp(value, Minimum, Maximum) };
}
