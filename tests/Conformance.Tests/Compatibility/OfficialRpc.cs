namespace Conformance.Tests.Compatibility;

/// <summary>A method that the official server describes.</summary>
/// <param name="Service">The full name of its service.</param>
/// <param name="Method">Its name.</param>
/// <param name="Answer">What the official server answers to it, as <see cref="RpcProbe"/> says.</param>
internal sealed record OfficialRpc(string Service, string Method, string Answer)
{
    public const string Workflow = "temporal.api.workflowservice.v1.WorkflowService";
    public const string Operator = "temporal.api.operatorservice.v1.OperatorService";
    public const string Test = "temporal.api.testservice.v1.TestService";

    public const string File = "official-rpcs.txt";

    public static IReadOnlyList<OfficialRpc> All { get; } =
        [.. Table.Read(File, 3).Select(row => new OfficialRpc(row[0], row[1], row[2]))];

    public string Path => $"{Service}/{Method}";

    public string Row => $"{Service}\t{Method}\t{Answer}";
}
