namespace DirectedExecution.Cli.Bundles;

/// <summary>The files of a bundle. Part of its stored shape.</summary>
internal static class BundleNames
{
    public const string Ledger = "ledger.jsonl";
    public const string Status = "status.json";
    public const string Packet = "packet.json";
    public const string PacketText = "packet.md";
    public const string Charter = "charter.json";
    public const string Procedure = "procedure.json";

    public static IReadOnlyList<string> All { get; } = [Charter, Ledger, Packet, PacketText, Procedure, Status];
}
