using Google.Protobuf;

namespace Temporalio.Client.Limits;

/// <summary>How large data of users may be. Pure.</summary>
/// <param name="Payloads">Bytes of a field; 0 for no limit.</param>
/// <param name="Memo">Bytes of a memo; 0 for no limit.</param>
/// <param name="Level">What exceeding it is: a warning or an error.</param>
internal readonly record struct PayloadLimit(long Payloads, long Memo, string Level)
{
    /// <summary>
    /// What failures are called that this SDK reports instead of data that the server would not take.
    /// </summary>
    public const string ErrorType = "PayloadSizeLimitExceeded";

    /// <summary>The first field in a message that is too large; null if none is.</summary>
    public LimitExceeded? Check(IMessage message)
    {
        var lowest = Math.Min(Payloads > 0 ? Payloads : long.MaxValue, Memo > 0 ? Memo : long.MaxValue);
        if (lowest == long.MaxValue || message.CalculateSize() <= lowest)
        {
            return null;
        }

        foreach (var (kind, data) in PayloadFields.In(message))
        {
            var limit = kind == PayloadKind.Memo ? Memo : Payloads;
            var size = data.CalculateSize();
            if (limit > 0 && size > limit)
            {
                return new(kind, size, limit, Level);
            }
        }

        return null;
    }

    /// <summary>The first field in several messages that is too large; null if none is.</summary>
    public LimitExceeded? CheckAll(IEnumerable<IMessage> messages)
    {
        foreach (var message in messages)
        {
            if (Check(message) is { } exceeded)
            {
                return exceeded;
            }
        }

        return null;
    }
}
