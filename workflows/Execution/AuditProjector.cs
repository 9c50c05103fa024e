using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows.Execution;

/// <summary>
/// Copies the ledger into the audit store, in batches while the run is quiet, so that a step costs few history events.
/// A store that is down holds up nothing but the end of the run.
/// </summary>
internal sealed class AuditProjector(LedgerBook book, Queue<RunInput> inbox)
{
    // Runs that met a conflict before this went on as if it were none of their concern.
    private const string BreachPatch = "ledger-breach";

    /// <summary>So many entries are not kept back for a quiet moment.</summary>
    private const int LongestBacklog = 60;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private Action? letGo;
    private bool isRunning;
    private Exception? fault;

    public bool IsIdle => !isRunning;

    /// <summary>Why the store does not take the ledger any more; a human has to look.</summary>
    public string? Conflict { get; private set; }

    /// <summary>The store has everything, or will never take it.</summary>
    public bool HasCaughtUp => !isRunning && (book.PendingCount == 0 || Conflict is not null);

    /// <summary>Something that the run's loop has to see.</summary>
    public bool HasNews { get; private set; }

    public void ThrowIfFaulted()
    {
        HasNews = false;
        if (fault is not null)
        {
            throw new InvalidOperationException($"The audit projection broke: {fault.Message}", fault);
        }
    }

    public void Start(RunId chain, bool isQuiet)
    {
        if (!isRunning && Conflict is null && book.PendingCount > 0 && (isQuiet || book.PendingCount >= LongestBacklog))
        {
            isRunning = true;
            _ = ProjectAsync(chain, book.NextBatch());
        }
    }

    /// <summary>Lets go of the copy under way: who goes on makes it again, and the store knows it then.</summary>
    public void Rest() => letGo?.Invoke();

    private async Task ProjectAsync(RunId chain, ValueList<LedgerEntry> batch)
    {
        var canceled = new CancellationTokenSource();
        letGo = canceled.Cancel;
        try
        {
            var last = await Workflow.ExecuteActivityAsync(
                (IAuditActivities audit) => audit.ProjectLedgerAsync(new LedgerBatch(chain, batch)),
                OptionsFor(batch, canceled.Token));
            book.MarkProjected(last);
        }
        catch (ActivityFailureException failure) when (TemporalException.IsCanceledException(failure))
        {
            // Let go: the entries are kept, to be copied by the next run.
        }
        catch (ActivityFailureException failure)
        {
            Conflict = (failure.InnerException ?? failure).Message;
            if (Workflow.Patched(BreachPatch))
            {
                inbox.Enqueue(new RunInput.LedgerRefused(Conflict));
            }
        }
        catch (Exception broken)
        {
            fault = broken;
        }
        finally
        {
            isRunning = false;
            HasNews = true;
        }
    }

    private static ActivityOptions OptionsFor(ValueList<LedgerEntry> batch, CancellationToken letGo) => new()
    {
        Summary = $"Ledger entries {batch[0].Sequence} to {batch[^1].Sequence} into the audit store",
        StartToCloseTimeout = Longest,

        // The workflow's own cancellation does not end it.
        CancellationToken = letGo,

        // No end of tries: the store comes back, and until then the entries are kept here.
        RetryPolicy = new RetryPolicy
        {
            InitialInterval = TimeSpan.FromSeconds(1),
            BackoffCoefficient = 2,
            MaximumInterval = Longest,
        },
    };
}
