using Temporalio.Api.Failure.V1;

namespace Temporalio.Client.Limits;

/// <summary>Data that is larger than a limit.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Limit">The most bytes.</param>
/// <param name="Level">What exceeding it is: a warning or an error.</param>
internal sealed record LimitExceeded(PayloadKind Kind, long Size, long Limit, string Level)
{
    /// <summary>Gets what it is, in the official words.</summary>
    public string What => Kind == PayloadKind.Memo ? "memo" : "payloads";

    /// <summary>Gets what is said about it, in the official words.</summary>
    public string Message => $"[TMPRL1103] Attempted to upload {What} with size that exceeded the {Level} limit.";

    /// <summary>
    /// What is reported to the server instead. It can be retried: other code, or another attempt, may send less.
    /// </summary>
    public Failure ToFailure() => new()
    {
        Message = Message,
        ApplicationFailureInfo = new() { Type = PayloadLimit.ErrorType },
    };
}
