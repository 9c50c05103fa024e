namespace Temporalio.Client;

/// <summary>
/// From which sizes on payloads are warned of. This SDK does not warn: the server refuses what is too large for it.
/// </summary>
public class PayloadLimitsOptions : ICloneable
{
    private const int DefaultMemoWarnSize = 2 * 1024;
    private const int DefaultPayloadsWarnSize = 512 * 1024;

    /// <summary>Gets or sets the size of memos. Only the default, 2 KiB, is supported.</summary>
    /// <exception cref="NotSupportedException">Another value was set.</exception>
    public int MemoWarnSize
    {
        get => DefaultMemoWarnSize;
        set => Refuse(value != DefaultMemoWarnSize);
    }

    /// <summary>Gets or sets the size of other payloads. Only the default, 512 KiB, is supported.</summary>
    /// <exception cref="NotSupportedException">Another value was set.</exception>
    public int PayloadsWarnSize
    {
        get => DefaultPayloadsWarnSize;
        set => Refuse(value != DefaultPayloadsWarnSize);
    }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();

    private static void Refuse(bool isOther)
    {
        if (isOther)
        {
            throw new NotSupportedException("Warnings of large payloads are not supported by this SDK");
        }
    }
}
