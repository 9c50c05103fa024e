using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;

namespace Temporalio.Exceptions;

/// <summary>The failure that user code throws, in workflows and activities.</summary>
public class ApplicationFailureException : FailureException
{
    /// <summary>Initializes a new instance of the <see cref="ApplicationFailureException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="errorType">Type by which retry policies and callers tell errors apart.</param>
    /// <param name="nonRetryable">True to forbid retries whatever the policy says.</param>
    /// <param name="details">Values for the caller.</param>
    /// <param name="nextRetryDelay">Wait before the next attempt, instead of the policy's; activities only.</param>
    /// <param name="category">Benign failures are logged and counted less loudly.</param>
    public ApplicationFailureException(
        string message,
        string? errorType = null,
        bool nonRetryable = false,
        IReadOnlyCollection<object?>? details = null,
        TimeSpan? nextRetryDelay = null,
        ApplicationErrorCategory category = ApplicationErrorCategory.Unspecified)
        : this(message, null, errorType, nonRetryable, details, nextRetryDelay, category)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ApplicationFailureException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="inner">Cause.</param>
    /// <param name="errorType">Type by which retry policies and callers tell errors apart.</param>
    /// <param name="nonRetryable">True to forbid retries whatever the policy says.</param>
    /// <param name="details">Values for the caller.</param>
    /// <param name="nextRetryDelay">Wait before the next attempt, instead of the policy's; activities only.</param>
    /// <param name="category">Benign failures are logged and counted less loudly.</param>
    public ApplicationFailureException(
        string message,
        Exception? inner,
        string? errorType = null,
        bool nonRetryable = false,
        IReadOnlyCollection<object?>? details = null,
        TimeSpan? nextRetryDelay = null,
        ApplicationErrorCategory category = ApplicationErrorCategory.Unspecified)
        : base(message, inner)
    {
        ErrorType = errorType;
        NonRetryable = nonRetryable;
        Details = new OutboundFailureDetails(details);
        NextRetryDelay = nextRetryDelay;
        Category = category;
    }

    internal ApplicationFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner)
    {
        var info = failure.ApplicationFailureInfo;
        ErrorType = info.Type.Length == 0 ? null : info.Type;
        NonRetryable = info.NonRetryable;
        Details = new InboundFailureDetails(converter, info.Details?.Payloads_);
        NextRetryDelay = info.NextRetryDelay?.ToTimeSpan();
        Category = info.Category;
    }

    /// <summary>Gets the error type.</summary>
    public string? ErrorType { get; }

    /// <summary>Gets a value indicating whether retries are forbidden.</summary>
    public bool NonRetryable { get; }

    /// <summary>Gets the details.</summary>
    public IFailureDetails Details { get; }

    /// <summary>Gets the wait before the next attempt that the thrower asked for.</summary>
    public TimeSpan? NextRetryDelay { get; }

    /// <summary>Gets the category.</summary>
    public ApplicationErrorCategory Category { get; }
}
