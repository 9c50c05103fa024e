using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Ledger;

/// <summary>What the entries of a ledger up to one say about that one.</summary>
internal sealed class ComplianceContext
{
    private Amendment? proposed;

    public Dictionary<GateId, Gate> Gates { get; } = [];

    public Digest? Charter { get; private set; }

    public Digest? Procedure { get; private set; }

    public Digest? Policy { get; private set; }

    /// <summary>The directive that the entry follows from; null where nobody directed it.</summary>
    public Directive? Directive { get; private set; }

    /// <summary>The key that proved who gave it, where the charter asks for one.</summary>
    public string? SignedWith { get; private set; }

    public string? Reason => Directive?.Reason;

    public PersonId? Actor => Directive?.Issuer;

    public void Take(LedgerEntry entry)
    {
        (Directive, SignedWith) = entry.Fact switch
        {
            RunFact.DirectiveAccepted accepted => (accepted.Directive, accepted.SignedWith),
            RunFact.DirectiveRefused refused => (refused.Directive, null),
            _ when Directive?.Issuer.Value == entry.Actor => (Directive, SignedWith),
            _ => (null, null),
        };
        switch (entry.Fact)
        {
            case RunFact.GateOpened opened:
                Gates[opened.Gate.Id] = opened.Gate;
                break;
            case RunFact.RunOpened opened:
                (Charter, Procedure, Policy) = (opened.CharterDigest, opened.ProcedureDigest, opened.PolicyDigest);
                break;
            case RunFact.RunContinued { Snapshot.State: var state }:
                (Charter, Procedure, Policy) = (state.CharterDigest, state.ProcedureDigest, state.PolicyDigest);
                proposed = state.Amendment;
                state.Gates.ToList().ForEach(gate => Gates[gate.Id] = gate);
                break;
            case RunFact.PolicyAdopted adopted:
                Policy = adopted.PolicyDigest;
                break;
            case RunFact.AmendmentProposed { Amendment: var amendment }:
                proposed = amendment;
                break;
            case RunFact.AmendmentAdopted when proposed is { } adopted:
                (Charter, Procedure) = (adopted.CharterDigest, adopted.ProcedureDigest);
                break;
            default:
                break;
        }
    }
}
