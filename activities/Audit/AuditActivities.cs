using DirectedExecution.Domain.Risk;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace DirectedExecution.Activities.Audit;

/// <summary>Copies ledgers into the audit store, and asks it about other runs.</summary>
public sealed class AuditActivities(IAuditStore store, TimeProvider time) : IAuditActivities
{
    [Activity]
    public Task<long> ProjectLedgerAsync(LedgerBatch batch)
    {
        try
        {
            return Task.FromResult(store.Append(batch));
        }
        catch (AuditConflictException conflict)
        {
            // No number of tries makes two ledgers one. A gap, though, is filled in time: it is tried again.
            throw new ApplicationFailureException(
                conflict.Message, conflict, FailureTypes.AuditConflict, nonRetryable: true);
        }
    }

    [Activity]
    public Task<Survey> LookAroundAsync(SurveyRequest request) =>
        Task.FromResult(store.LookAround(request, time.GetUtcNow()));
}
