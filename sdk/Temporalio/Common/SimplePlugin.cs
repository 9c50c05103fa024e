using System.Runtime.CompilerServices;
using Temporalio.Client;
using Temporalio.Worker;

namespace Temporalio.Common;

/// <summary>
/// A plugin of clients, workers and replayers made of parts, for those who need no class of their own.
/// </summary>
/// <param name="name">Name.</param>
/// <param name="options">Parts; null for none.</param>
public class SimplePlugin(string name, SimplePluginOptions? options = null)
    : ITemporalClientPlugin, ITemporalWorkerPlugin
{
    /// <summary>Gets the parts.</summary>
    public SimplePluginOptions Options { get; } = options ?? new();

    /// <inheritdoc cref="ITemporalClientPlugin.Name" />
    public string Name { get; } = name;

    /// <inheritdoc />
    public virtual void ConfigureClient(TemporalClientOptions options)
    {
        options.DataConverter = Replaced(Options.DataConverterOption, options.DataConverter)!;
        options.Interceptors = Joined(Options.ClientInterceptorsOption, options.Interceptors);
    }

    /// <inheritdoc />
    public virtual Task<TemporalConnection> ConnectAsync(
        TemporalClientConnectOptions options,
        Func<TemporalClientConnectOptions, Task<TemporalConnection>> continuation) => continuation(options);

    /// <inheritdoc />
    public virtual void ConfigureWorker(TemporalWorkerOptions options)
    {
        Add(options.Activities, Options.Activities);
        Add(options.Workflows, Options.Workflows);
        options.Interceptors = Joined(Options.WorkerInterceptorsOption, options.Interceptors);
        options.WorkflowFailureExceptionTypes = Joined(
            Options.WorkflowFailureExceptionTypesOption, options.WorkflowFailureExceptionTypes);
    }

    /// <inheritdoc />
    public virtual Task<TResult> RunWorkerAsync<TResult>(
        TemporalWorker worker,
        Func<TemporalWorker, CancellationToken, Task<TResult>> continuation,
        CancellationToken stoppingToken) => WithinContextAsync(() => continuation(worker, stoppingToken));

    /// <inheritdoc />
    public virtual void ConfigureReplayer(WorkflowReplayerOptions options)
    {
        options.DataConverter = Replaced(Options.DataConverterOption, options.DataConverter)!;
        Add(options.Workflows, Options.Workflows);
        options.Interceptors = Joined(Options.WorkerInterceptorsOption, options.Interceptors);
        options.WorkflowFailureExceptionTypes = Joined(
            Options.WorkflowFailureExceptionTypesOption, options.WorkflowFailureExceptionTypes);
    }

    /// <inheritdoc />
    public virtual Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> continuation,
        CancellationToken cancellationToken) => WithinContextAsync(() => continuation(replayer, cancellationToken));

    /// <inheritdoc />
    public virtual async IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> continuation,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CallAsync(Options.RunContextBefore);
        try
        {
            await foreach (var result in continuation(replayer).WithCancellation(cancellationToken))
            {
                yield return result;
            }
        }
        finally
        {
            await CallAsync(Options.RunContextAfter);
        }
    }

    private static Task CallAsync(Func<Task>? call) => call?.Invoke() ?? Task.CompletedTask;

    private static void Add<T>(IList<T> to, IList<T> what)
    {
        foreach (var item in what)
        {
            to.Add(item);
        }
    }

    private static T? Replaced<T>(SimplePluginOptions.SimplePluginOption<T>? option, T? there)
    {
        if (option is null)
        {
            return there;
        }

        var value = option.Constant ?? there;
        return option.Configurable is { } configurable ? configurable(value!) : value;
    }

    private static IReadOnlyCollection<T>? Joined<T>(
        SimplePluginOptions.SimplePluginOption<IReadOnlyCollection<T>?>? option, IReadOnlyCollection<T>? there)
    {
        var all = option?.Constant is { } constant ? [.. there ?? [], .. constant] : there;
        return option?.Configurable is { } configurable ? configurable(all) : all;
    }

    private async Task<T> WithinContextAsync<T>(Func<Task<T>> call)
    {
        await CallAsync(Options.RunContextBefore);
        try
        {
            return await call();
        }
        finally
        {
            await CallAsync(Options.RunContextAfter);
        }
    }
}
