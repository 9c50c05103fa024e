using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace Cli.Tests.Commands;

/// <summary>Directives signed with people's own SSH keys, by the real ssh-keygen.</summary>
public sealed class SigningTests
{
    private const string SignedCharter = Sample.Charter + "\nidentity: signed\n";

    [SkippableFact]
    public async Task Directives_SignedByTheirIssuers_AreAcceptedAndTheBundleVerifies()
    {
        using var desk = new Desk();
        var keys = await OpenAsync(desk);

        await OkAsync(desk, "ana", "confirm", Desk.Run, "--sign-key", keys.PathOf("ana"));
        await OkAsync(desk, "ana", "direct", Desk.Run, "open", "--arg", "doors=2", "--sign-key", keys.PathOf("ana"));
        await OkAsync(desk, "ben", "gate", "approve", Desk.Run, "--comment", "go", "--sign-key", keys.PathOf("ben"));
        await OkAsync(desk, "ana", "complete", Desk.Run, "--sign-key", keys.PathOf("ana"));
        await OkAsync(desk, "ana", "ledger", "export", Desk.Run, "--to", "bundle.zip");
        await OkAsync(desk, "ana", "ledger", "verify", "bundle.zip");

        Assert.All(
            desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>(),
            fact => Assert.StartsWith("SHA256:", fact.SignedWith, StringComparison.Ordinal));
        Assert.Equal(1, desk.Runs.Actions);
    }

    [SkippableFact]
    public async Task Directive_UnsignedOrSignedByAnother_ChangesNothing()
    {
        using var desk = new Desk();
        var keys = await OpenAsync(desk);

        var unsigned = await desk.TypeAsync("ana", "confirm", Desk.Run);
        var foreign = await desk.TypeAsync("ana", "confirm", Desk.Run, "--sign-key", keys.PathOf("ben"));
        var noKey = await desk.TypeAsync("ana", "confirm", Desk.Run, "--sign-key", "nowhere");
        desk.Write("broken.key", "no key");
        var broken = await desk.TypeAsync("ana", "confirm", Desk.Run, "--sign-key", "broken.key");

        Assert.Equal((int)ExitCode.BadUsage, unsigned.Code);
        Assert.Contains("--sign-key", unsigned.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NotAuthorised, foreign.Code);
        Assert.Equal((int)ExitCode.NotFound, noKey.Code);
        Assert.Equal((int)ExitCode.BadInput, broken.Code);
        Assert.Equal(RunStatus.AwaitingConfirmation, desk.Runs.State(Desk.Run).Status);
        var refused = Assert.Single(desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.DirectiveRefused>());
        Assert.Equal(RefusalCode.SignerNotAllowed, refused.Refusal.Code);
    }

    [SkippableFact]
    public async Task Run_WithSignersThatDoNotFit_IsNotStarted()
    {
        using var desk = new Desk();
        Skip.IfNot(KeyRing.IsPossible, "ssh-keygen is not there");
        var keys = new KeyRing(desk.Folder).Make("ana", "ben", "carla");
        desk.Write("charter.yaml", SignedCharter);

        var missing = await StartAsync(desk, KeyRing.File);
        var none = await StartAsync(desk, null);
        desk.Write("certs", "ana cert-authority " + keys.LineOf("ana")["ana ".Length..]);
        var certificates = await StartAsync(desk, "certs");

        Assert.Equal((int)ExitCode.BadInput, missing.Code);
        Assert.Contains("dana is named in the charter and has no key", missing.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.BadInput, none.Code);
        Assert.Equal((int)ExitCode.BadInput, certificates.Code);
        Assert.Contains("certs:1:5", certificates.Error, StringComparison.Ordinal);
    }

    private static async Task<KeyRing> OpenAsync(Desk desk)
    {
        Skip.IfNot(KeyRing.IsPossible, "ssh-keygen is not there");
        var keys = new KeyRing(desk.Folder).Make("ana", "ben", "carla", "dana");
        desk.Write("charter.yaml", SignedCharter);
        var start = await StartAsync(desk, KeyRing.File);
        Assert.True(start.Code == 0, start.Error);
        return keys;
    }

    private static Task<CliRun> StartAsync(Desk desk, string? signers) => desk.TypeAsync("ana", [
        "run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--id", Desk.Run,
        .. signers is null ? (string[])[] : ["--allowed-signers", signers]]);

    private static async Task OkAsync(Desk desk, string person, params string[] args)
    {
        var run = await desk.TypeAsync(person, args);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Error}{run.Out}");
    }
}
