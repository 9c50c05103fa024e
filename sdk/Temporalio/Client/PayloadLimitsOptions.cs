namespace Temporalio.Client;

/// <summary>
/// From which sizes on outgoing data is warned of, in the log and with code TMPRL1103. It is sent all the same; what
/// the server would refuse of a worker is the matter of <see
/// cref="Worker.TemporalWorkerOptions.DisablePayloadErrorLimit"/>.
/// </summary>
public class PayloadLimitsOptions : ICloneable
{
    private const int DefaultMemoWarnSize = 2 * 1024;
    private const int DefaultPayloadsWarnSize = 512 * 1024;

    /// <summary>Gets or sets the bytes of a memo from which on it is warned of. Default 2 KiB; 0 for never.</summary>
    public int MemoWarnSize { get; set; } = DefaultMemoWarnSize;

    /// <summary>
    /// Gets or sets the bytes of one field of other data, such as all arguments of a call, from which on it is warned
    /// of. Default 512 KiB; 0 for never.
    /// </summary>
    public int PayloadsWarnSize { get; set; } = DefaultPayloadsWarnSize;

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
