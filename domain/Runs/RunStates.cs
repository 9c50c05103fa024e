using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Runs;

/// <summary>The states a run can begin from.</summary>
internal static class RunStates
{
    private static readonly PersonId Nobody = new("nobody");

    internal static RunState NotOpened()
    {
        var charter = new Charter(
            "none", "none", Nobody, new ProcedureReference("none", "none"), [], [], [],
            new Roles([], [], [], []), [], PrivacyClass.Internal, RunMode.Rehearsal);
        var procedure = new Procedure("none", "none", "none", [], []);
        return new RunState(
            new RunId("none"), new RunId("none"), charter, procedure, Digest.Of(charter), Digest.Of(procedure),
            DateTimeOffset.MinValue, RunStatus.NotOpened, Nobody, 0, [], [], [], [], [], [], [],
            DirectiveMemory.Empty, new RunCounters(0, 0, 0), LedgerHead.Empty);
    }

    internal static RunState Opened(RunFact.RunOpened fact, LedgerHead head) => NotOpened() with
    {
        Run = fact.Run,
        Chain = fact.Run,
        Charter = fact.Charter,
        Procedure = fact.Procedure,
        CharterDigest = fact.CharterDigest,
        ProcedureDigest = fact.ProcedureDigest,
        Policy = fact.Policy,
        PolicyDigest = fact.PolicyDigest,
        OpenedAt = fact.At,
        Status = RunStatus.AwaitingConfirmation,
        Lead = fact.Charter.Lead,
        LeadEpoch = 1,
        LeadHistory = [new LeadTenure(1, fact.Charter.Lead, fact.At)],
        Approvals = fact.Approvals,
        Steps = fact.Procedure.Steps.Select(step => new StepState(step.Id, 0)).ToValueList(),
        Head = head,
        Edition = fact.Edition,
        Signers = fact.Signers,
        Rehearsal = fact.Rehearsal,
    };

    // What a copy does not hold may be anything, also what no attempt of it tells.
    private static PauseNote Uncertain(RunFact.RunContinued fact, RunState before) => new(
        new PersonId("run"),
        fact.At,
        $"Continued from a copy of the ledger that ends at entry {before.Head.Sequence}. What happened after it is not "
        + "known: read the systems and ask the people before resuming.");

    /// <summary>
    /// The successor: everything as the packet has it, but to be confirmed anew before any live action (R17).
    /// </summary>
    internal static RunState Continued(RunFact.RunContinued fact)
    {
        var before = fact.Snapshot.Restore();
        return before with
        {
            Run = fact.Run,
            Predecessor = fact.Predecessor,
            OpenedAt = fact.At,
            Status = RunStatus.AwaitingConfirmation,
            Edition = fact.Edition ?? before.Edition,
            Pause = fact.IsCopy == true ? Uncertain(fact, before) : before.Pause,

            // What the predecessor had read for itself opens nothing here.
            Check = before.Check is { } check ? check with { IsAwaited = false, HasPassed = false } : null,
        };
    }
}
