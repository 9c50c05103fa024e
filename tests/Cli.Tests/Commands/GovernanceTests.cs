using Cli.Tests.Support;
using DirectedExecution.Cli;

namespace Cli.Tests.Commands;

/// <summary>A version is approved on record, or a run that asks for it does not begin.</summary>
public sealed class GovernanceTests
{
    private static readonly string[] Start = ["run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml"];

    [Fact]
    public async Task Start_UnderGovernance_NeedsTheApprovalOfThisVersion()
    {
        using var desk = new Desk();
        desk.Write("charter.yaml", Sample.Charter + "\ngovernance: required\n");

        var without = await desk.TypeAsync("ana", [.. Start, "--id", "r0"]);
        Assert.Equal((int)ExitCode.NotAuthorised, without.Code);
        Assert.Contains("--registry", without.Error, StringComparison.Ordinal);
        var approve = await desk.TypeAsync(
            "carla", "procedure", "approve", "procedure.yaml", "--registry", "approvals.jsonl", "--reason", "Rehearsed.");
        Assert.True(approve.Code == 0, approve.Error);
        var started = await desk.TypeAsync("ana", [.. Start, "--registry", "approvals.jsonl", "--id", "r1"]);
        Assert.True(started.Code == 0, started.Error);
        Assert.Single(desk.Runs.State("r1").Approvals!);

        desk.Write("procedure.yaml", Sample.Procedure.Replace("freshness: 30s", "freshness: 40s", StringComparison.Ordinal));
        var changed = await desk.TypeAsync("ana", [.. Start, "--registry", "approvals.jsonl", "--id", "r2"]);
        Assert.Equal((int)ExitCode.NotAuthorised, changed.Code);
        Assert.Contains("nobody approved shop 1 as it is", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_ThatWasTouched_IsNamedAndNotReliedOn()
    {
        using var desk = new Desk();
        await desk.TypeAsync(
            "carla", "procedure", "approve", "procedure.yaml", "--registry", "a.jsonl", "--reason", "Rehearsed.");
        await desk.TypeAsync(
            "ben", "procedure", "revoke", "procedure.yaml", "--registry", "a.jsonl", "--reason", "Opens too far.");
        var shown = await desk.TypeAsync("ana", "procedure", "approvals", "--registry", "a.jsonl");
        Assert.Contains("carla approved shop 1", shown.Out, StringComparison.Ordinal);
        Assert.Contains("ben revoked shop 1", shown.Out, StringComparison.Ordinal);
        Assert.Contains("the chain is whole", shown.Out, StringComparison.Ordinal);

        var text = await File.ReadAllTextAsync(Path.Combine(desk.Folder, "a.jsonl"));
        desk.Write("a.jsonl", text.Replace("Rehearsed.", "Rehearsed!", StringComparison.Ordinal));

        var damaged = await desk.TypeAsync("ana", "procedure", "approvals", "--registry", "a.jsonl");
        Assert.Equal((int)ExitCode.VerificationFailed, damaged.Code);
        Assert.Contains("Entry 1 is not what its digest says", damaged.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Start_WhereApprovalsAreSigned_TakesOneBySshKeygenOnly()
    {
        using var desk = new Desk();
        Skip.IfNot(KeyRing.IsPossible, "ssh-keygen is not there");
        var keys = new KeyRing(desk.Folder).Make("ana", "ben", "carla", "dana");
        desk.Write("charter.yaml", Sample.Charter + "\ngovernance: signed\nidentity: signed\n");
        string[] start = [.. Start, "--registry", "a.jsonl", "--allowed-signers", KeyRing.File, "--id", "r1"];
        string[] approve = ["procedure", "approve", "procedure.yaml", "--registry", "a.jsonl", "--reason", "Rehearsed."];

        Assert.Equal(0, (await desk.TypeAsync("ben", approve)).Code);
        var unsigned = await desk.TypeAsync("ana", start);
        var unproven = await desk.TypeAsync(
            "ana", "procedure", "approvals", "--registry", "a.jsonl", "--allowed-signers", KeyRing.File);
        var signed = await desk.TypeAsync("carla", [.. approve, "--sign-key", keys.PathOf("carla")]);
        Assert.True(signed.Code == 0, signed.Error);
        var started = await desk.TypeAsync("ana", start);

        Assert.Equal((int)ExitCode.NotAuthorised, unsigned.Code);
        Assert.Contains("--sign-key", unsigned.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.VerificationFailed, unproven.Code);
        Assert.Contains("the approval 1 by ben: it is not signed", unproven.Error, StringComparison.Ordinal);
        Assert.True(started.Code == 0, started.Error);
        Assert.Contains("(signed)", signed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charter_WithSignedGovernanceAndNoKeys_IsNamedWithItsPlace()
    {
        using var desk = new Desk();
        desk.Write("charter.yaml", Sample.Charter + "\ngovernance: signed\n");

        var lint = await desk.TypeAsync("ana", "charter", "lint", "charter.yaml");

        Assert.Equal((int)ExitCode.BadInput, lint.Code);
        Assert.Contains("charter.yaml:1:1: identity: Signed approvals", lint.Out, StringComparison.Ordinal);
    }
}
