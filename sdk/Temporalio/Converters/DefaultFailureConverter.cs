using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Exceptions;

namespace Temporalio.Converters;

/// <summary>The official conventions for failures.</summary>
public class DefaultFailureConverter : IFailureConverter
{
    private const string EncodedMessage = "Encoded failure";

    /// <summary>Initializes a new instance of the <see cref="DefaultFailureConverter"/> class.</summary>
    public DefaultFailureConverter()
        : this(new())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DefaultFailureConverter"/> class.</summary>
    /// <param name="options">Options.</param>
    public DefaultFailureConverter(DefaultFailureConverterOptions options) =>
        Options = (DefaultFailureConverterOptions)options.Clone();

    /// <summary>Gets the options.</summary>
    public DefaultFailureConverterOptions Options { get; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A failure exception of a kind that cannot be sent.</exception>
    public virtual Failure ToFailure(Exception exception, IPayloadConverter payloadConverter)
    {
        // What came from the wire goes back as it came: other SDKs' stack traces and encoded parts stay whole.
        if (exception is FailureException { Failure: { } received })
        {
            return WithHiddenAttributes(received.Clone());
        }

        var failure = new Failure
        {
            Message = exception.Message,
            StackTrace = exception.StackTrace ?? string.Empty,
            Cause = exception.InnerException is { } inner ? ToFailure(inner, payloadConverter) : null,
        };
        switch (exception)
        {
            case ApplicationFailureException application:
                failure.ApplicationFailureInfo = ToInfo(application, payloadConverter);
                break;
            case WorkflowAlreadyStartedException or ScheduleAlreadyRunningException:
                break;
            case FailureException:
                throw new ArgumentException($"Cannot send an exception of type {exception.GetType()}", nameof(exception));
            default:
                failure.ApplicationFailureInfo = new() { Type = exception.GetType().Name };
                break;
        }

        if (Options.EncodeCommonAttributes)
        {
            failure.EncodedAttributes = payloadConverter.ToPayload(new Dictionary<string, string>
            {
                ["message"] = failure.Message,
                ["stack_trace"] = failure.StackTrace,
            });
            failure.Message = EncodedMessage;
            failure.StackTrace = string.Empty;
        }

        return failure;
    }

    /// <inheritdoc />
    public virtual Exception ToException(Failure failure, IPayloadConverter payloadConverter)
    {
        // Each level of the chain restores its own encoded attributes; the given message stays untouched.
        failure = WithDecodedAttributes(failure, payloadConverter);
        var inner = failure.Cause is { } cause ? ToException(cause, payloadConverter) : null;
        return failure.FailureInfoCase switch
        {
            Failure.FailureInfoOneofCase.ApplicationFailureInfo =>
                new ApplicationFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.TimeoutFailureInfo => new TimeoutFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.CanceledFailureInfo => new CanceledFailureException(failure, inner, payloadConverter),
            Failure.FailureInfoOneofCase.TerminatedFailureInfo => new TerminatedFailureException(failure, inner),
            Failure.FailureInfoOneofCase.ServerFailureInfo => new ServerFailureException(failure, inner),
            Failure.FailureInfoOneofCase.ActivityFailureInfo => new ActivityFailureException(failure, inner),
            Failure.FailureInfoOneofCase.ChildWorkflowExecutionFailureInfo =>
                new ChildWorkflowFailureException(failure, inner),
            Failure.FailureInfoOneofCase.NexusOperationExecutionFailureInfo =>
                new NexusOperationFailureException(failure, inner),
            _ => new FailureException(failure, inner),
        };
    }

    private static ApplicationFailureInfo ToInfo(ApplicationFailureException exception, IPayloadConverter payloadConverter)
    {
        var info = new ApplicationFailureInfo
        {
            Type = exception.ErrorType ?? string.Empty,
            NonRetryable = exception.NonRetryable,
            NextRetryDelay = exception.NextRetryDelay is { } delay ? Duration.FromTimeSpan(delay) : null,
            Category = exception.Category,
        };
        if (exception.Details is OutboundFailureDetails { Details: { Count: > 0 } details })
        {
            info.Details = new Payloads();
            info.Details.Payloads_.AddRange(details.Select(payloadConverter.ToPayload));
        }

        return info;
    }

    // Texts that were restored for the reader travel on in their encoded form only.
    private static Failure WithHiddenAttributes(Failure failure)
    {
        for (var level = failure; level is not null; level = level.Cause)
        {
            if (level.EncodedAttributes is not null)
            {
                level.Message = EncodedMessage;
                level.StackTrace = string.Empty;
            }
        }

        return failure;
    }

    private static Failure WithDecodedAttributes(Failure failure, IPayloadConverter payloadConverter)
    {
        if (failure.EncodedAttributes is null)
        {
            return failure;
        }

        Dictionary<string, JsonElement>? attributes;
        try
        {
            attributes = payloadConverter.ToValue<Dictionary<string, JsonElement>>(failure.EncodedAttributes);
        }
        catch (Exception)
        {
            // Perhaps encrypted for someone else: the outer texts are still an answer.
            return failure;
        }

        var decoded = failure.Clone();
        decoded.Message = Text(attributes, "message") ?? decoded.Message;
        decoded.StackTrace = Text(attributes, "stack_trace") ?? decoded.StackTrace;
        return decoded;
    }

    private static string? Text(Dictionary<string, JsonElement>? attributes, string name) =>
        attributes is not null && attributes.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The converter with <see cref="DefaultFailureConverterOptions.EncodeCommonAttributes"/> on.</summary>
    public class WithEncodedCommonAttributes : DefaultFailureConverter
    {
        /// <summary>Initializes a new instance of the <see cref="WithEncodedCommonAttributes"/> class.</summary>
        public WithEncodedCommonAttributes()
            : base(new() { EncodeCommonAttributes = true })
        {
        }
    }
}
