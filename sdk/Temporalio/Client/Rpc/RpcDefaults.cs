namespace Temporalio.Client.Rpc;

/// <summary>What a connection adds to every call.</summary>
internal sealed record RpcDefaults(
    IReadOnlyCollection<KeyValuePair<string, string>> Metadata,
    IReadOnlyCollection<KeyValuePair<string, byte[]>> BinaryMetadata,
    string? ApiKey)
{
    /// <summary>Not the official name: tools must be able to tell this SDK from that one.</summary>
    public const string ClientName = "temporal-dotnet-managed";

    /// <summary>Version of this SDK, as it also stands in histories.</summary>
    public static readonly string ClientVersion =
        typeof(RpcDefaults).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
