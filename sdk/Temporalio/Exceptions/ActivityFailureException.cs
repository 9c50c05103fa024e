using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>An activity failed; <see cref="Exception.InnerException"/> says why.</summary>
public class ActivityFailureException : FailureException
{
    internal ActivityFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
    }

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets the identity of the worker that ran it, where known.</summary>
    public string? Identity => Info.Identity.Length == 0 ? null : Info.Identity;

    /// <summary>Gets the activity type.</summary>
    public string ActivityType => Info.ActivityType?.Name ?? string.Empty;

    /// <summary>Gets the activity id.</summary>
    public string ActivityId => Info.ActivityId;

    /// <summary>Gets why it was not retried any more.</summary>
    public RetryState RetryState => Info.RetryState;

    private ActivityFailureInfo Info => Failure.ActivityFailureInfo;
}
