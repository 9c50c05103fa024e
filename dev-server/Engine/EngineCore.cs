using DirectedExecution.DevServer.Engine.Batches;
using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What the parts of the engine share: the outside, the turn in progress, and each other.</summary>
internal sealed class EngineCore
{
    public EngineCore(EngineOptions options, ICatalog catalog, IStoreReader store, IIdSource ids)
    {
        Options = options;
        Catalog = catalog;
        Store = store;
        Ids = ids;
        Runs = new RunTable(this);
        Histories = new HistoryReader(this);
        Waits = new HistoryWaits(this);
        Transactions = new RunTransactions(this);
        WorkflowTasks = new WorkflowTaskRules(this);
        Activities = new ActivityRules(this);
        Queries = new QueryDesk(this);
        Chains = new ChainRules(this);
        Factory = new RunFactory(this);
        Polls = new PollReplies(this);
        Children = new ChildRules(this);
        Externals = new ExternalRules(this);
        Removal = new RunRemoval(this);
        Updates = new UpdateDesk(this);
        Batches = new BatchTable(this);
        Schedules = new ScheduleTable(this);
        Scheduling = new ScheduleRules(this);
    }

    public EngineOptions Options { get; }

    public ICatalog Catalog { get; }

    public IStoreReader Store { get; }

    public IIdSource Ids { get; }

    /// <summary>The time of the turn in progress.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>How far the time of the runs is ahead of the clocks of those who call and poll.</summary>
    public TimeSpan Skipped { get; set; }

    /// <summary>The time of the turn in progress as callers see it: what waits and polls goes by it.</summary>
    public DateTimeOffset CallersNow => Now - Skipped;

    /// <summary>The turn in progress.</summary>
    public Turn Turn { get; set; } = new();

    public DeadlineQueue DeadlineQueue { get; } = new();

    public Matcher Matcher { get; } = new();

    public RunTable Runs { get; }

    public HistoryReader Histories { get; }

    public HistoryWaits Waits { get; }

    public RunTransactions Transactions { get; }

    public WorkflowTaskRules WorkflowTasks { get; }

    public ActivityRules Activities { get; }

    public QueryDesk Queries { get; }

    public ChainRules Chains { get; }

    public RunFactory Factory { get; }

    public PollReplies Polls { get; }

    public ChildRules Children { get; }

    public ExternalRules Externals { get; }

    public RunRemoval Removal { get; }

    public UpdateDesk Updates { get; }

    public BatchTable Batches { get; }

    public ScheduleTable Schedules { get; }

    public ScheduleRules Scheduling { get; }
}
