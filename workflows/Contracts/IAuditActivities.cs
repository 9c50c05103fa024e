using DirectedExecution.Domain.Risk;
using Temporalio.Activities;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>The copy of the ledger outside of Temporal.</summary>
public interface IAuditActivities
{
    /// <summary>
    /// Adds entries to the audit store; those that it has already are compared and left. Gives the last sequence
    /// number.
    /// </summary>
    [Activity]
    Task<long> ProjectLedgerAsync(LedgerBatch batch);

    /// <summary>What the ledgers of all runs say about one step and its targets. Changes nothing.</summary>
    [Activity]
    Task<Survey> LookAroundAsync(SurveyRequest request);
}
