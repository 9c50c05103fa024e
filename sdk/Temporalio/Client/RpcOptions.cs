namespace Temporalio.Client;

/// <summary>Options of one call.</summary>
public class RpcOptions : ICloneable
{
    /// <summary>
    /// Gets or sets whether failures that may pass are retried. Default null: the client's own calls retry, direct
    /// calls of a
    /// service do not.
    /// </summary>
    public bool? Retry { get; set; }

    /// <summary>Gets or sets headers of this call; they win over those of the connection. Keys in lower case.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Metadata { get; set; }

    /// <summary>Gets or sets binary headers of this call. Keys in lower case, ending in <c>-bin</c>.</summary>
    public IReadOnlyCollection<KeyValuePair<string, byte[]>>? BinaryMetadata { get; set; }

    /// <summary>
    /// Gets or sets the time limit of the call, retries included. Default null: 30 seconds for each attempt, 70 for
    /// calls
    /// that wait on the server.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets the token that cancels the call.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();

    internal Tuple<RpcOptions, CancellationTokenSource?> WithAdditionalCancellationToken(
        CancellationToken? cancellationToken)
    {
        if (cancellationToken is not { } additional)
        {
            return new(this, null);
        }

        var copy = (RpcOptions)Clone();
        if (CancellationToken is not { } own)
        {
            copy.CancellationToken = additional;
            return new(copy, null);
        }

        var linked = CancellationTokenSource.CreateLinkedTokenSource(own, additional);
        copy.CancellationToken = linked.Token;
        return new(copy, linked);
    }
}
