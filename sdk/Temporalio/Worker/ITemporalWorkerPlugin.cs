namespace Temporalio.Worker;

/// <summary>Changes workers and replayers as they are made, and stands around what they do.</summary>
public interface ITemporalWorkerPlugin
{
    /// <summary>Gets the name.</summary>
    string Name { get; }

    /// <summary>Changes the options of a worker before it is made.</summary>
    /// <param name="options">Options, free to change.</param>
    void ConfigureWorker(TemporalWorkerOptions options);

    /// <summary>Stands around the run of a worker.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="worker">Worker.</param>
    /// <param name="continuation">Goes on.</param>
    /// <param name="stoppingToken">Token that stops the worker.</param>
    /// <returns>The result.</returns>
    Task<TResult> RunWorkerAsync<TResult>(
        TemporalWorker worker,
        Func<TemporalWorker, CancellationToken, Task<TResult>> continuation,
        CancellationToken stoppingToken);

    /// <summary>Changes the options of a replayer before it is made.</summary>
    /// <param name="options">Options, free to change.</param>
    void ConfigureReplayer(WorkflowReplayerOptions options);

    /// <summary>Stands around replays.</summary>
    /// <param name="replayer">Replayer.</param>
    /// <param name="continuation">Goes on.</param>
    /// <param name="cancellationToken">Token that stops between histories.</param>
    /// <returns>The results.</returns>
    Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> continuation,
        CancellationToken cancellationToken);

    /// <summary>Stands around replays of histories as they come.</summary>
    /// <param name="replayer">Replayer.</param>
    /// <param name="continuation">Goes on.</param>
    /// <param name="cancellationToken">Token that stops between histories.</param>
    /// <returns>The results.</returns>
    IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> continuation,
        CancellationToken cancellationToken);
}
