using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Exceptions;

/// <summary>A call to the server ended with a gRPC error.</summary>
public class RpcException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="RpcException"/> class.</summary>
    /// <param name="code">Status code.</param>
    /// <param name="message">Message of the server, or what the client saw.</param>
    /// <param name="rawStatus">Serialized google.rpc.Status with typed details; null when there is none.</param>
    public RpcException(StatusCode code, string message, byte[]? rawStatus)
        : this(code, message, rawStatus, null)
    {
    }

    internal RpcException(StatusCode code, string message, byte[]? rawStatus, Exception? inner)
        : base(message, inner)
    {
        Code = code;
        RawStatus = rawStatus;
        GrpcStatus = new(Parse);
    }

    /// <summary>The status codes of gRPC.</summary>
    public enum StatusCode
    {
        /// <summary>No error.</summary>
        OK = 0,

        /// <summary>Cancelled, by the caller as a rule.</summary>
        Cancelled = 1,

        /// <summary>Unknown error.</summary>
        Unknown = 2,

        /// <summary>The request is wrong whatever the state.</summary>
        InvalidArgument = 3,

        /// <summary>The time limit passed.</summary>
        DeadlineExceeded = 4,

        /// <summary>Not there.</summary>
        NotFound = 5,

        /// <summary>Already there.</summary>
        AlreadyExists = 6,

        /// <summary>The caller may not.</summary>
        PermissionDenied = 7,

        /// <summary>A limit or quota is used up.</summary>
        ResourceExhausted = 8,

        /// <summary>The state does not allow it.</summary>
        FailedPrecondition = 9,

        /// <summary>Aborted by a conflict.</summary>
        Aborted = 10,

        /// <summary>Out of the valid range.</summary>
        OutOfRange = 11,

        /// <summary>The server does not know this call.</summary>
        Unimplemented = 12,

        /// <summary>Internal error.</summary>
        Internal = 13,

        /// <summary>The server cannot be reached or is not ready.</summary>
        Unavailable = 14,

        /// <summary>Data was lost.</summary>
        DataLoss = 15,

        /// <summary>The caller is not known.</summary>
        Unauthenticated = 16,
    }

    /// <summary>Gets the status code.</summary>
    public StatusCode Code { get; }

    /// <summary>Gets the serialized status.</summary>
    public byte[]? RawStatus { get; }

    /// <summary>Gets the parsed status; null when there is none or it is damaged.</summary>
    public Lazy<GrpcStatus?> GrpcStatus { get; }

    /// <summary>Gets a value indicating whether the answer was plain HTTP: the code is guessed from its status.</summary>
    internal bool IsPlainHttp { get; init; }

    /// <summary>The first detail as <typeparamref name="T"/>, or null when it is another or there is none.</summary>
    internal T? FirstDetail<T>()
        where T : class, IMessage<T>, new()
    {
        var details = GrpcStatus.Value?.Details;
        return details?.Count > 0 && details[0].TryUnpack<T>(out var found) ? found : null;
    }

    private GrpcStatus? Parse()
    {
        try
        {
            return RawStatus is { Length: > 0 } ? Api.Common.V1.GrpcStatus.Parser.ParseFrom(RawStatus) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // A damaged detail must not hide the error that it belongs to.
            return null;
        }
    }
}
