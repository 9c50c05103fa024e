namespace Cli.Tests.Examples;

/// <summary>An example: its folder, its service, where the service keeps its files, whether it is reached by HTTP.</summary>
internal sealed record ExampleOf(string Name, string Service, string DataFolder, bool HasUrl)
{
    public static ExampleOf ColdChain { get; } = new("cold-chain-containment", "ColdRoom", "coldroom", HasUrl: false);

    public static ExampleOf Sanctions { get; } = new("sanctions-remediation", "CaseDesk", "sanctions", HasUrl: true);
}
