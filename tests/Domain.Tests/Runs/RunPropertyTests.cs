using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Runs;

/// <summary>
/// What holds on every walk. FsCheck prints the replay seed and the shortest walk that breaks a rule.
/// </summary>
public sealed class RunPropertyTests
{
    private static readonly Arbitrary<int[]> Walks = Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1))
        .Resize(120)
        .ToArbitrary();

    [Fact]
    public void Ledger_OnAnyWalk_IsWholeAndLeadsToTheState() => Always(walk =>
    {
        var wanderer = Wanderers.Create(walk.Length).Walk(walk);

        Assert.True(LedgerChain.Verify(wanderer.Ledger).IsIntact);
        Assert.Equal(wanderer.State, RunJournal.Replay(wanderer.Ledger));
    });

    [Fact]
    public void Dispatch_OnAnyWalk_HasOneAcceptedDirectiveForThatStepAndHappensOnce() => Always(walk =>
    {
        var wanderer = Wanderers.Create(walk.Length).Walk(walk);

        Assert.Empty(LedgerAudit.Check(wanderer.Ledger));
        var dispatched = wanderer.Ledger.Select(entry => entry.Fact).OfType<RunFact.ActionDispatched>().ToList();
        Assert.Equal(dispatched.Count, dispatched.Select(fact => fact.Attempt).Distinct().Count());
        var attempts = wanderer.Ledger.Select(entry => entry.Fact).OfType<RunFact.StepDirected>().ToList();
        Assert.Equal(attempts.Count, attempts.Select(fact => fact.Attempt.Directive).Distinct().Count());
    });

    [Fact]
    public void Directive_OnAnyWalk_IsRecordedOnceAndTwiceIsNothing() => Always(walk =>
    {
        var wanderer = Wanderers.Create(walk.Length);
        wanderer.Watch = (before, input, entries) =>
        {
            if (input is RunInput.DirectiveReceived received)
            {
                Assert.Equal(before.Directives.Find(received.Directive.Id) is null, !entries.IsEmpty);
            }
        };
        wanderer.Walk(walk);
    });

    [Fact]
    public void Authority_OnAnyWalk_IsNeverBent() => Always(walk =>
    {
        var wanderer = Wanderers.Create(walk.Length);
        wanderer.Watch = CheckAuthority;
        wanderer.Walk(walk);
    });

    [Fact]
    public void StepsInDoubt_OnAnyWalk_LetNoStepBegin() => Always(walk =>
    {
        var wanderer = Wanderers.Create(walk.Length);
        wanderer.Watch = (before, _, entries) =>
        {
            // What stands at a gate may be changed into another step there: the gate then was all that was in the way.
            var begins = entries.Any(entry => entry.Fact is RunFact.StepDirected
            {
                Attempt: { Kind: AttemptKind.Forward, Edits: null },
            });
            var redirects = entries.Any(entry =>
                entry.Fact is RunFact.DirectiveAccepted { Directive.Instruction: Instruction.Redirect });
            Assert.False(begins && !redirects && before.Blocked is not null);
            Assert.False(begins && redirects && before.Blocked?.Code != RefusalCode.StepInProgress);
        };
        wanderer.Walk(walk);
    });

    [Fact]
    public void SnapshotAndPacket_OnAnyWalk_SurviveJson() => Always(
        walk =>
        {
            var wanderer = Wanderers.Create(walk.Length).Walk(walk);

            var snapshot = DomainJson.Deserialize<RunSnapshot>(DomainJson.Serialize(RunSnapshot.Of(wanderer.State)));
            Assert.Equal(wanderer.State, snapshot.Restore());
            var packet = DomainJson.Deserialize<TakeoverPacket>(
                DomainJson.Serialize(PacketBuilder.Build(wanderer.State, Sample.Start)));
            Assert.Null(PacketBuilder.Damage(packet));
        },
        count: 30);

    [Fact]
    public void Successor_AfterAnyWalk_ContinuesWithoutRepeating() => Always(
        walk =>
        {
            var wanderer = Wanderers.Create(walk.Length).Walk(walk);
            if (wanderer.State.Status == RunStatus.Completed)
            {
                return;
            }

            var packet = PacketBuilder.Build(wanderer.State, Sample.Start);
            var successor = new RunFixture(
                new RunId("next"), packet, wanderer.State.Charter, wanderer.State.Procedure).Confirm();

            Assert.Equal(RunStatus.Active, successor.State.Pause is null ? successor.State.Status : RunStatus.Active);
            Assert.DoesNotContain(successor.State.Attempts(), attempt => attempt.Stage == AttemptStage.Dispatching);
            Assert.Empty(Continuity.Check(packet, successor.Ledger.ToValueList()));
            Assert.True(LedgerChain.Verify(wanderer.Ledger.Concat(successor.Ledger)).IsIntact);
        },
        count: 30);

    private static void CheckAuthority(RunState before, RunInput input, ValueList<LedgerEntry> entries)
    {
        var state = before;
        foreach (var entry in entries)
        {
            switch (entry.Fact)
            {
                case RunFact.DirectiveAccepted accepted:
                    Assert.Equal(before.LeadEpoch, accepted.Directive.LeadEpoch);
                    break;
                case RunFact.GateApproved approved:
                    CheckVoice(state, approved.Gate, approved.Approval);
                    break;
                case RunFact.ApprovalCounted counted:
                    CheckVoice(state, counted.Gate, counted.Approval);
                    break;
                case RunFact.StepDirected { Attempt.Edits: null } directed:
                    Assert.Equal(before.Lead, directed.Attempt.Issuer);
                    break;
                case RunFact.PolicyAdopted adopted:
                    Assert.NotEqual(before.Lead, adopted.By);
                    break;
                case RunFact.AmendmentAdopted one:
                    Assert.Equal(before.Lead, one.By);
                    Assert.NotEmpty(state.Amendment!.Voices);
                    Assert.All(state.Amendment.Voices, voice => Assert.NotEqual(before.Lead, voice.By));
                    Assert.All(
                        before.Steps.Where(step => step.Attempts > 0),
                        step => Assert.NotNull(state.Amendment.Procedure.FindStep(step.Id)));
                    break;
                case RunFact.LeadChanged changed:
                    Assert.Equal(before.LeadEpoch + 1, changed.Epoch);
                    Assert.NotEqual(changed.To, before.Takeover!.ApprovedBy);
                    Assert.All(before.Takeover.Points, point => Assert.True(point.Confirmed));
                    break;
                case RunFact.BlockCleared { By: { } by,
                    Resolution: BlockResolution.Permit or BlockResolution.Accept } cleared:
                    Assert.NotEqual(state.FindAttempt(cleared.Attempt)!.Issuer, by);
                    break;
                default:
                    break;
            }

            state = RunJournal.Replay(state, entry);
        }
    }

    // Neither who raises the voice nor for whom it is raised directed the action, changed it, or leads the run.
    private static void CheckVoice(RunState state, GateId id, GateApproval approval)
    {
        var gate = state.FindGate(id)!;
        var attempt = state.FindAttempt(gate.Attempt)!;
        Assert.All([approval.By, approval.Seat], person =>
        {
            Assert.NotEqual(attempt.Issuer, person);
            Assert.NotEqual(state.Lead, person);
            Assert.DoesNotContain(person, attempt.Edits?.Select(edit => edit.By) ?? []);
            Assert.DoesNotContain(person, gate.Voices.SelectMany(one => new[] { one.By, one.Seat }));
        });
        Assert.Contains(approval.Seat, state.Charter.Roles.Everybody());
    }

    private static void Always(Action<int[]> property, int count = 50) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Walks, property));
}
