using System.Globalization;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace Cli.Tests.Commands;

/// <summary>The verdicts and people of a gate, as they are typed and shown.</summary>
public sealed class GateCommandTests
{
    private const string Groups =
        "reviewers: []\n  groups: [{ name: ops, members: [ben, erik] }, { name: security, members: [dana] }]";

    private const string Quorum =
        "gate: { tier: approve, approvers: [], quorum: { oneOfEach: [ops, security] }, ladder: { within: 2h, escalateTo: [carla] } }";

    private const string Policy = """
        id: site-risk
        version: "1"
        protectedEnvironments: [production]
        costLimit: { amount: 100, currency: EUR }
        gates:
          - { tier: acknowledge, approvers: [ben] }
          - { tier: review, approvers: [ben, dana] }
          - { tier: approve, approvers: [dana], ladder: { within: 4h, calendar: office } }
        calendars:
          - id: office
            zone: Europe/Berlin
            hours: [{ days: [monday, tuesday, wednesday, thursday, friday], from: "09:00", to: "17:00" }]
        """;

    [Fact]
    public async Task Quorum_IsShownWithItsVoices()
    {
        using var desk = await AtGateAsync();

        var first = await desk.TypeAsync("erik", "gate", "approve", Desk.Run, "--comment", "Fine by ops.");
        var shown = await desk.TypeAsync("dana", "gate", "show", Desk.Run);

        Assert.Equal(0, first.Code);
        Assert.Contains("pre action, 2 people with one of each: ops, security", shown.Out, StringComparison.Ordinal);
        Assert.Contains("agreed        erik: Fine by ops.", shown.Out, StringComparison.Ordinal);
        Assert.Contains("escalate      2026-01-02 05:04:05", shown.Out, StringComparison.Ordinal);
        Assert.Equal(0, desk.Runs.Actions);
        Assert.Equal(0, (await desk.TypeAsync("dana", "gate", "approve", Desk.Run, "--comment", "Agreed.")).Code);
        Assert.Equal(1, desk.Runs.Actions);
        Assert.Equal(
            "1 more to agree, somebody of security",
            desk.Runs.Ledger(Desk.Run).Select(entry => entry.Fact).OfType<RunFact.ApprovalCounted>().Single().Missing);
    }

    [Fact]
    public async Task Edit_ShowsBeforeAndAfter_AndIsNotApprovedByItsEditor()
    {
        using var desk = await AtGateAsync();

        var edit = await desk.TypeAsync("ben", "gate", "edit", Desk.Run, "--arg", "doors=1", "--reason", "One will do.");
        var shown = await desk.TypeAsync("dana", "gate", "show", Desk.Run);
        var own = await desk.TypeAsync("ben", "gate", "approve", Desk.Run, "--comment", "Mine.");

        Assert.True(edit.Code == 0, edit.Error);
        Assert.Contains("changed       by ben: One will do.", shown.Out, StringComparison.Ordinal);
        Assert.Contains("before: open {\"doors\":2}", shown.Out, StringComparison.Ordinal);
        Assert.Contains("after:  open {\"doors\":1}", shown.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NotAuthorised, own.Code);
    }

    [Fact]
    public async Task Question_ToAPerson_IsAnsweredIntoTheEvidence()
    {
        using var desk = await AtGateAsync();

        await desk.TypeAsync("ben", "gate", "ask", Desk.Run, "--from", "carla", "--question", "Is the alarm off?");
        var early = await desk.TypeAsync("dana", "gate", "approve", Desk.Run, "--comment", "Go.");
        var answer = await desk.TypeAsync("carla", "gate", "answer", Desk.Run, "--answer", "Since eight.");
        var shown = await desk.TypeAsync("dana", "gate", "show", Desk.Run);

        Assert.Equal((int)ExitCode.Blocked, early.Code);
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Contains("asked         ben: Is the alarm off?", shown.Out, StringComparison.Ordinal);
        Assert.Contains("carla: Since eight.", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ThatIsAskedFor_StandsInTheEvidence()
    {
        using var desk = await AtGateAsync();

        var ask = await desk.TypeAsync("ben", "gate", "ask", Desk.Run, "--read", "seen", "--question", "And the camera?");
        var shown = await desk.TypeAsync("dana", "gate", "show", Desk.Run);

        Assert.True(ask.Code == 0, ask.Error);
        Assert.Contains("asked for: shop", shown.Out, StringComparison.Ordinal);
        Assert.Contains("camera", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_Delay_AndDelegation_DoWhatTheySay()
    {
        using var desk = await AtGateAsync();
        var until = desk.Runs.Now.AddHours(4).ToString("O", CultureInfo.InvariantCulture);

        Assert.Equal(0, (await desk.TypeAsync("ben", "gate", "claim", Desk.Run)).Code);
        Assert.Equal((int)ExitCode.Blocked, (await desk.TypeAsync("dana", "gate", "claim", Desk.Run)).Code);
        Assert.Equal(0, (await desk.TypeAsync("ben", "gate", "release", Desk.Run)).Code);
        var delegation = await desk.TypeAsync(
            "dana", "gate", "delegate", Desk.Run, "--to", "carla", "--until", until, "--step", "open");
        Assert.True(delegation.Code == 0, delegation.Error);
        Assert.Equal(0, (await desk.TypeAsync("carla", "gate", "approve", Desk.Run, "--comment", "For dana.")).Code);
        Assert.Contains(
            "agreed        carla for dana: For dana.",
            (await desk.TypeAsync("ana", "gate", "show", Desk.Run)).Out,
            StringComparison.Ordinal);
        Assert.Equal(0, (await desk.TypeAsync("dana", "gate", "end-delegation", Desk.Run)).Code);
        Assert.Equal(
            0,
            (await desk.TypeAsync("ben", "gate", "delay", Desk.Run, "--for", "2h", "--reason", "After the rush.")).Code);
        Assert.Contains(
            "put off       until", (await desk.TypeAsync("ana", "gate", "show", Desk.Run)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gate", "delay", Desk.Run, "--reason", "x")]
    [InlineData("gate", "delay", Desk.Run, "--for", "2 hours", "--reason", "x")]
    [InlineData("gate", "delegate", Desk.Run, "--to", "carla")]
    [InlineData("gate", "ask", Desk.Run, "--question", "x")]
    [InlineData("gate", "approve", Desk.Run, "--for", "1h", "--until", "2030-01-01")]
    [InlineData("policy", "lint", "policy.yaml", "--charter", "charter.yaml")]
    public async Task Usage_ThatIsIncomplete_IsRefusedBeforeAnythingIsAsked(params string[] args)
    {
        using var desk = await AtGateAsync();

        Assert.Equal((int)ExitCode.BadUsage, (await desk.TypeAsync("ben", args)).Code);
    }

    [Fact]
    public async Task Condition_OfAnApproval_IsTypedAndKept()
    {
        using var desk = await AtGateAsync();

        var bad = await desk.TypeAsync("erik", "gate", "approve", Desk.Run, "--comment", "x", "--provided", "shut:so:1");
        var good = await desk.TypeAsync(
            "erik", "gate", "approve", Desk.Run, "--comment", "x", "--provided", "shut:equals:false", "--confidence", "80");

        Assert.Equal((int)ExitCode.BadInput, bad.Code);
        Assert.True(good.Code == 0, good.Error);
        var voice = desk.Runs.State(Desk.Run).Gates[0].Voices[0];
        Assert.Equal((80, "false"), (voice.Confidence, voice.Provided![0].Value!.Text));
    }

    [Fact]
    public async Task Simulation_SaysWhoIsToldWhen()
    {
        using var desk = new Desk();
        Prepare(desk);
        desk.Write("policy.yaml", Policy);

        var run = await desk.TypeAsync(
            host => host with { Width = 200 }, "ana",
            "gate", "simulate", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--policy", "policy.yaml",
            "--at", "2030-01-04T15:00Z");

        Assert.True(run.Code == 0, run.Error);
        Assert.Matches(@"open +pre action +approve +2030-01-04 15:00:00.000Z +opens +ben, erik, dana", run.Out);
        Assert.Matches(@"open +pre action +approve +2030-01-04 16:00:00.000Z +reminds", run.Out);
        Assert.Matches(@"2030-01-04 17:00:00.000Z +calls others +carla", run.Out);
        Assert.Matches(@"2030-01-04 18:00:00.000Z +closes: nothing is done", run.Out);

        // Two hours of the policy's four go by on Monday and later: Friday has one left.
        Assert.Matches(@"where the risk asks for Approve +pre action +approve +2030-01-07 09:00:00.000Z +reminds", run.Out);
    }

    [Fact]
    public async Task Decisions_AreListedWithWhoWhyAndEvidence()
    {
        using var desk = await Desk.AtGateAsync();
        await desk.TypeAsync("ana", "gate", "approve", Desk.Run, "--comment", "mine");
        await desk.TypeAsync("ben", "gate", "approve", Desk.Run, "--comment", "seen");

        var shown = await desk.TypeAsync(host => host with { Width = 220 }, "olga", "ledger", "decisions", Desk.Run);
        var json = await desk.JsonAsync("olga", "ledger", "decisions", Desk.Run);

        Assert.True(shown.Code == 0, shown.Error);
        Assert.Matches(@"ana +approve +selfApproval", shown.Out);
        Assert.Matches(@"ben +preAction gate open.1.g1 .* approved +seen +packet [0-9a-f]{12}", shown.Out);
        var last = json.GetProperty("data").EnumerateArray().Last();
        Assert.Equal(("ben", "approved"), (last.GetProperty("by").GetString(), last.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Simulation_AsksForNeitherApprovalsNorKeys()
    {
        using var desk = new Desk();
        Prepare(desk);
        var charter = Sample.Charter.Replace("reviewers: []", Groups, StringComparison.Ordinal);
        desk.Write("strict.yaml", charter + "\ngovernance: signed\nidentity: signed\n");

        var run = await desk.TypeAsync(
            host => host, "ana", "gate", "simulate", "--charter", "strict.yaml", "--procedure", "procedure.yaml");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("pre action", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_GivenAtTheStart_DecidesAboutTheGate()
    {
        using var desk = await Desk.ConfirmedAsync(
            desk =>
            {
                Prepare(desk, gate: string.Empty);
                desk.Write("policy.yaml", Policy);
                desk.Write("stricter.yaml", Policy.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
            },
            "--policy",
            "policy.yaml");

        var direct = await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2");
        var shown = await desk.TypeAsync("dana", "gate", "show", Desk.Run);

        Assert.True(direct.Code == 0, direct.Error);
        Assert.Contains("risk score    approve; 3 precedents;", shown.Out, StringComparison.Ordinal);
        Assert.Contains("[approve] It acts on production.", shown.Out, StringComparison.Ordinal);
        Assert.Equal(
            (int)ExitCode.NotAuthorised,
            (await desk.TypeAsync("ana", "policy", "adopt", Desk.Run, "stricter.yaml", "--reason", "x")).Code);
        var adopt = await desk.TypeAsync("carla", "policy", "adopt", Desk.Run, "stricter.yaml", "--reason", "New edition.");
        Assert.True(adopt.Code == 0, adopt.Error);
        Assert.Equal("2", desk.Runs.State(Desk.Run).Policy!.Version);
    }

    [Fact]
    public async Task Policy_WithFaults_IsLintedWithPlaces()
    {
        using var desk = new Desk();
        Prepare(desk);
        desk.Write("policy.yaml", Policy.Replace("office\n", "offices\n", StringComparison.Ordinal));
        desk.Write("good.yaml", Policy);

        var bad = await desk.TypeAsync("ana", "policy", "lint", "policy.yaml");
        var good = await desk.TypeAsync(
            "ana", "policy", "lint", "good.yaml", "--charter", "charter.yaml", "--procedure", "procedure.yaml");

        Assert.Equal((int)ExitCode.BadInput, bad.Code);
        Assert.Contains("policy.yaml:8:", bad.Out, StringComparison.Ordinal);
        Assert.Contains("There is no calendar office.", bad.Out, StringComparison.Ordinal);
        Assert.True(good.Code == 0, good.Out + good.Error);
    }

    [Fact]
    public async Task Escalation_IsDecidedByAnOption()
    {
        using var desk = await Desk.ConfirmedAsync(desk => Prepare(
            desk, more: "escalation: { tier: approve, approvers: [ben, dana], options: [call the vendor] }\n"));
        desk.Runs.Act = _ => ActionOutcome.Unknown;
        await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2");
        await desk.TypeAsync("erik", "gate", "approve", Desk.Run, "--comment", "x");
        await desk.TypeAsync("dana", "gate", "approve", Desk.Run, "--comment", "x");
        Assert.Equal(StepStatus.Unknown, StepStatuses.Of(desk.Runs.State(Desk.Run).Steps[0]));

        var shown = await desk.TypeAsync("ben", "run", "show", Desk.Run);
        var decide = await desk.TypeAsync(
            "ben", "gate", "decide", Desk.Run, "--option", "not-done", "--statement", "I stand before it: shut.");

        Assert.Contains("gate decide run-1 --gate open.1.g2 --option not-done --statement TEXT", shown.Out, StringComparison.Ordinal);
        Assert.True(decide.Code == 0, decide.Error);
        Assert.Equal(StepStatus.Failed, StepStatuses.Of(desk.Runs.State(Desk.Run).Steps[0]));
        Assert.Contains(desk.Runs.Ledger(Desk.Run), entry => entry.Fact is RunFact.EscalationDecided);
    }

    private static async Task<Desk> AtGateAsync()
    {
        var desk = await Desk.ConfirmedAsync(desk => Prepare(desk));
        var direct = await desk.TypeAsync("ana", "direct", Desk.Run, "open", "--arg", "doors=2");
        Assert.True(direct.Code == 0, direct.Error);
        return desk;
    }

    private static void Prepare(Desk desk, string gate = Quorum, string more = "")
    {
        desk.Write("charter.yaml", Sample.Charter.Replace("reviewers: []", Groups, StringComparison.Ordinal));
        var procedure = Sample.Procedure.Replace(
            "gate: { tier: approve, approvers: [ben, dana] }", gate, StringComparison.Ordinal);
        desk.Write("procedure.yaml", (gate.Length == 0 ? WithReversal(procedure) : procedure) + "\n" + more);
    }

    // What cannot be taken back has a gate of its own; without one there is a way back.
    private static string WithReversal(string procedure) => procedure.Replace(
        "irreversible: An opened shop was open.",
        """
        reversal:
              plan: Shut it.
              class: keyed
              action: { tool: http, parameters: { method: POST, url: "{{targets.shop.url}}" }, timeout: 5s }
              before: [{ id: opened, fact: shop, source: sensor, read: { tool: http, parameters: { method: GET, url: "{{targets.shop.url}}" }, timeout: 5s }, expect: { path: $.open, equals: true } }]
              after: [{ id: shut, fact: shop, source: sensor, read: { tool: http, parameters: { method: GET, url: "{{targets.shop.url}}" }, timeout: 5s }, expect: { path: $.open, equals: false } }]
        """.Replace("\n        ", "\n", StringComparison.Ordinal),
        StringComparison.Ordinal);
}
