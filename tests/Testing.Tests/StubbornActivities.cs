using Temporalio.Activities;
using Temporalio.Exceptions;

namespace Testing.Tests;

/// <summary>Succeeds at the third attempt.</summary>
public sealed class StubbornActivities
{
    [Activity]
    public int Try()
    {
        var attempt = ActivityExecutionContext.Current.Info.Attempt;
        return attempt >= 3 ? attempt : throw new ApplicationFailureException($"not at attempt {attempt}");
    }
}
