using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace Cli.Tests.Commands;

public sealed class DirectiveTests
{
    [Fact]
    public async Task Direct_ThatIsAccepted_SaysWhatTheRunWaitsForAndWhatIsAllowed()
    {
        using var desk = await Desk.ConfirmedAsync();

        var run = await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2", "--reason", "Now.");

        Assert.Equal((int)ExitCode.Ok, run.Code);
        Assert.Contains(
            "accepted (directive id-2): run step open with {\"doors\":2}", run.Out, StringComparison.Ordinal);
        Assert.Contains("waits for: ben or dana: open.1 waits at a gate.", run.Out, StringComparison.Ordinal);
        Assert.Contains("directed gate approve run-1 --gate open.1.g1", run.Out, StringComparison.Ordinal);
        Assert.Contains("directed gate deny run-1 --gate open.1.g1 --reason WHY", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("directed direct", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, desk.Runs.Actions);
    }

    [Theory]
    [InlineData(ExitCode.OutOfScope, "ana", "direct", Desk.Run, "close")]
    [InlineData(ExitCode.NotAuthorised, "ben", "direct", Desk.Run, "open", "--arg", "doors=2")]
    [InlineData(ExitCode.Refused, "ana", "direct", Desk.Run, "open")]
    [InlineData(ExitCode.OutOfScope, "ana", "direct", Desk.Run, "open", "--arg", "doors=2", "--arg", "windows=1")]
    [InlineData(ExitCode.Stale, "ana", "direct", Desk.Run, "open", "--arg", "doors=2", "--epoch", "7")]
    [InlineData(ExitCode.Refused, "ana", "skip", Desk.Run, "open")]
    [InlineData(ExitCode.Refused, "ana", "reverse", Desk.Run, "open")]
    [InlineData(ExitCode.Refused, "ana", "resume", Desk.Run)]
    [InlineData(ExitCode.Blocked, "ana", "complete", Desk.Run)]
    [InlineData(ExitCode.NotAuthorised, "mallory", "pause", Desk.Run)]
    [InlineData(ExitCode.NotFound, "ben", "gate", "approve", Desk.Run)]
    [InlineData(ExitCode.NotFound, "ben", "gate", "approve", Desk.Run, "--gate", "g9")]
    [InlineData(ExitCode.NotFound, "ben", "takeover", "accept", Desk.Run)]
    [InlineData(ExitCode.NotFound, "ana", "pause", "run-9")]
    [InlineData(ExitCode.NotFound, "ana", "reconcile", Desk.Run, "--outcome", "done", "--evidence", "Seen.")]
    [InlineData(ExitCode.BadUsage, "ana", "direct", Desk.Run, "open", "--arg", "doors=two")]
    [InlineData(ExitCode.BadUsage, "ana", "direct", Desk.Run, "open", "--arg", "doors")]
    [InlineData(ExitCode.BadUsage, "ana", "direct", Desk.Run, "open", "--head", "12")]
    [InlineData(ExitCode.BadUsage, "ana", "reconcile", Desk.Run, "--outcome", "maybe", "--evidence", "Seen.")]
    [InlineData(ExitCode.BadUsage, "ana", "direct", Desk.Run)]
    internal async Task Refusal_HasItsOwnExitCode_AndDoesNothing(ExitCode expected, string person, params string[] args)
    {
        using var desk = await Desk.ConfirmedAsync();

        var run = await desk.TypeAsync(person, args);

        Assert.True(run.Code == (int)expected, $"{(ExitCode)run.Code}: {run.Error}");
        Assert.StartsWith("directed: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, desk.Runs.Actions);
    }

    [Fact]
    public async Task Refusal_OfTheRun_StandsInTheLedger()
    {
        using var desk = await Desk.ConfirmedAsync();

        var run = await desk.TypeAsync("mallory", "pause", Desk.Run);

        var refused = Assert.IsType<RunFact.DirectiveRefused>(desk.Runs.Ledger(Desk.Run)[^1].Fact);
        Assert.Contains(refused.Refusal.Sentence, run.Error, StringComparison.Ordinal);
        Assert.Contains("refused (notLead)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directive_CarriesIssuerEpochAndHeadSeen()
    {
        using var desk = await Desk.ConfirmedAsync();
        var seen = desk.Runs.State(Desk.Run).Head;

        await desk.TypeAsync("ana", "pause", Desk.Run, "--reason", "Lunch.");

        var directive = desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>().Last().Directive;
        Assert.Equal(
            ("ana", 1, "Lunch.", seen),
            (directive.Issuer.Value, directive.LeadEpoch, directive.Reason, directive.DecidedOn));
    }

    [Fact]
    public async Task Directive_AskedAgainById_IsJudgedOnce()
    {
        using var desk = await Desk.ConfirmedAsync();
        await desk.TypeAsync("ana", "pause", Desk.Run, "--directive-id", "d-7");
        var entries = desk.Runs.Ledger(Desk.Run).Count;

        var again = await desk.TypeAsync("ana", "pause", Desk.Run, "--directive-id", "d-7");

        Assert.Equal((int)ExitCode.Ok, again.Code);
        Assert.Contains("accepted before (directive d-7)", again.Out, StringComparison.Ordinal);
        Assert.Equal(entries, desk.Runs.Ledger(Desk.Run).Count);
    }

    [Fact]
    public async Task Directive_WhoseAnswerIsLost_SaysHowToAskAgain()
    {
        using var desk = await Desk.ConfirmedAsync();
        desk.Runs.AnswersToLose = int.MaxValue;

        var run = await desk.TypeAsync("ana", "pause", Desk.Run, "--timeout", "0");
        desk.Runs.AnswersToLose = 0;
        var again = await desk.TypeAsync("ana", "pause", Desk.Run, "--directive-id", "id-2");

        Assert.Equal((int)ExitCode.NoAnswer, run.Code);
        Assert.Contains("--directive-id id-2", run.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Ok, again.Code);
        Assert.Single(desk.Runs.Ledger(Desk.Run), entry => entry.Fact is RunFact.RunPaused);
    }

    [Fact]
    public async Task Confirmation_OnATerminal_IsAskedAndNoIsTheDefault()
    {
        using var desk = await Desk.ConfirmedAsync();
        var before = desk.Runs.Ledger(Desk.Run).Count;

        var run = await CliRun.OfAsync(
            host => host with
            {
                Folder = desk.Folder,
                OsUser = "ana",
                InIsTerminal = true,
                In = new StringReader("\n"),
                Connect = (_, _) => Task.FromResult<DirectedExecution.Cli.Directing.IRunGateway>(desk.Runs),
            },
            "stop",
            Desk.Run,
            "--reason",
            "Enough.");

        Assert.Equal((int)ExitCode.NotConfirmed, run.Code);
        Assert.Contains("End the run run-1 for good? [y/N]", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, desk.Runs.Ledger(Desk.Run).Count);
    }

    [Fact]
    public async Task Gate_ApprovedByASecondPerson_LetsTheActionGoOnce()
    {
        using var desk = await Desk.AtGateAsync();

        var self = await desk.TypeAsync("ana", "gate", "approve", Desk.Run);
        var other = await desk.TypeAsync("ben", "gate", "approve", Desk.Run, "--comment", "Fine.");
        var late = await desk.TypeAsync("dana", "gate", "approve", Desk.Run, "--gate", "open.1.g1");

        Assert.Equal((int)ExitCode.NotAuthorised, self.Code);
        Assert.Equal((int)ExitCode.Ok, other.Code);
        Assert.True(late.Code is (int)ExitCode.Stale or (int)ExitCode.NotFound, late.Error);
        Assert.Equal(1, desk.Runs.Actions);
        Assert.Equal(StepStatus.Completed, StepStatuses.Of(desk.Runs.State(Desk.Run), new("open")));
    }

    [Fact]
    public async Task Contradiction_IsShownAndClearedByANamedHuman()
    {
        using var desk = await Desk.AtGateAsync();
        desk.Runs.Act = runs =>
        {
            runs.Sources["sensor"] = """{"open":true}""";
            return ActionOutcome.Executed;
        };
        await desk.TypeAsync("ben", "gate", "approve", Desk.Run);

        var show = await desk.TypeAsync("ana", "run", "show", Desk.Run);
        var issuer = await desk.TypeAsync(
            "ana", "contradiction", "clear", Desk.Run, "--believe", "sensor", "--statement", "It is new.");
        var nobody = await desk.TypeAsync(
            "ben", "contradiction", "clear", Desk.Run, "--believe", "ghost", "--statement", "It is new.");
        var ben = await desk.TypeAsync(
            "ben", "contradiction", "clear", Desk.Run, "--believe", "sensor", "--statement", "It is new.");

        Assert.Contains("contradiction c1 about shop", show.Out, StringComparison.Ordinal);
        Assert.Contains("camera says false", show.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NotAuthorised, issuer.Code);
        Assert.Equal((int)ExitCode.NotFound, nobody.Code);
        Assert.Equal((int)ExitCode.Ok, ben.Code);
        Assert.Equal(StepStatus.Completed, StepStatuses.Of(desk.Runs.State(Desk.Run), new("open")));
    }

    [Fact]
    public async Task Doubt_IsListedAndSettledWithEvidence()
    {
        using var desk = await Desk.AtGateAsync();
        desk.Runs.Act = _ => ActionOutcome.Unknown;
        await desk.TypeAsync("ben", "gate", "approve", Desk.Run);

        var state = await desk.TypeAsync("ana", "run", "show", Desk.Run);
        var reconciled = await desk.TypeAsync(
            "ana", "reconcile", Desk.Run, "--outcome", "not-done", "--evidence", "The door is shut.");

        Assert.Contains("reconcile run-1 --attempt open.1 --outcome not-done", state.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Ok, reconciled.Code);
        Assert.Equal(1, desk.Runs.Actions);
    }

    [Fact]
    public async Task Evidence_InAFile_IsStatedByItsDigest()
    {
        using var desk = await Desk.AtGateAsync();
        desk.Runs.Act = _ => ActionOutcome.Unknown;
        await desk.TypeAsync("ben", "gate", "approve", Desk.Run);
        desk.Write("form.txt", "signed");

        var missing = await desk.TypeAsync(
            "ana", "reconcile", Desk.Run, "--outcome", "not-done", "--evidence", "Form.", "--evidence-file", "nowhere.txt");
        var stated = await desk.TypeAsync(
            "ana", "reconcile", Desk.Run, "--outcome", "not-done", "--evidence", "Form.", "--evidence-file", "form.txt");

        Assert.Equal(((int)ExitCode.NotFound, (int)ExitCode.Ok), (missing.Code, stated.Code));
        var settled = desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.OutcomeSettled>().Single();
        Assert.Equal(
            "Form. [form.txt, 6 bytes, sha256:4a3cdfae6f291c8f544daea5b72905cf9e74c1ed427d831ad0d7ca00c73c794d]",
            settled.Evidence);
    }
}
