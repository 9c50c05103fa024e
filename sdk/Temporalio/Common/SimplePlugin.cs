using System.Runtime.CompilerServices;
using Temporalio.Client;
using Temporalio.Worker;

namespace Temporalio.Common;

/// <summary>A plugin that adds what its options hold. To be given to clients, workers and replayers.</summary>
public class SimplePlugin : ITemporalClientPlugin, ITemporalWorkerPlugin
{
    /// <summary>Initializes a new instance of the <see cref="SimplePlugin"/> class.</summary>
    /// <param name="name">Name.</param>
    /// <param name="options">What it adds; null for nothing.</param>
    public SimplePlugin(string name, SimplePluginOptions? options = null)
    {
        Name = name;
        Options = options ?? new();
    }

    /// <summary>Gets what it adds.</summary>
    public SimplePluginOptions Options { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public virtual void ConfigureClient(TemporalClientOptions options)
    {
        options.DataConverter = Resolve(options.DataConverter, Options.DataConverterOption);
        options.Interceptors = Append(options.Interceptors, Options.ClientInterceptorsOption);
    }

    /// <inheritdoc />
    public virtual Task<TemporalConnection> ConnectAsync(
        TemporalClientConnectOptions options,
        Func<TemporalClientConnectOptions, Task<TemporalConnection>> continuation) => continuation(options);

    /// <inheritdoc />
    public virtual void ConfigureWorker(TemporalWorkerOptions options)
    {
        AddTo(options.Activities, Options.Activities);
        AddTo(options.Workflows, Options.Workflows);
        options.Interceptors = Append(options.Interceptors, Options.WorkerInterceptorsOption);
        options.WorkflowFailureExceptionTypes =
            Append(options.WorkflowFailureExceptionTypes, Options.WorkflowFailureExceptionTypesOption);
    }

    /// <inheritdoc />
    public virtual Task<TResult> RunWorkerAsync<TResult>(
        TemporalWorker worker,
        Func<TemporalWorker, CancellationToken, Task<TResult>> continuation,
        CancellationToken stoppingToken) => AroundAsync(() => continuation(worker, stoppingToken));

    /// <inheritdoc />
    public virtual void ConfigureReplayer(WorkflowReplayerOptions options)
    {
        options.DataConverter = Resolve(options.DataConverter, Options.DataConverterOption);
        AddTo(options.Workflows, Options.Workflows);
        options.Interceptors = Append(options.Interceptors, Options.WorkerInterceptorsOption);
        options.WorkflowFailureExceptionTypes =
            Append(options.WorkflowFailureExceptionTypes, Options.WorkflowFailureExceptionTypesOption);
    }

    /// <inheritdoc />
    public virtual Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> continuation,
        CancellationToken cancellationToken) => AroundAsync(() => continuation(replayer, cancellationToken));

    /// <inheritdoc />
    public virtual async IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> continuation,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await (Options.RunContextBefore?.Invoke() ?? Task.CompletedTask);
        try
        {
            await foreach (var result in continuation(replayer).WithCancellation(cancellationToken))
            {
                yield return result;
            }
        }
        finally
        {
            await (Options.RunContextAfter?.Invoke() ?? Task.CompletedTask);
        }
    }

    private static T Resolve<T>(T there, SimplePluginOptions.SimplePluginOption<T>? option)
    {
        if (option is null)
        {
            return there;
        }

        var value = option.Constant ?? there;
        return option.Configurable is { } change ? change(value) : value;
    }

    private static IReadOnlyCollection<T>? Append<T>(
        IReadOnlyCollection<T>? there, SimplePluginOptions.SimplePluginOption<IReadOnlyCollection<T>?>? option)
    {
        if (option is null)
        {
            return there;
        }

        var all = option.Constant is { } more ? [.. there ?? [], .. more] : there;
        return option.Configurable is { } change ? change(all) : all;
    }

    private static void AddTo<T>(IList<T> list, IEnumerable<T> more)
    {
        foreach (var item in more)
        {
            list.Add(item);
        }
    }

    private async Task<T> AroundAsync<T>(Func<Task<T>> work)
    {
        await (Options.RunContextBefore?.Invoke() ?? Task.CompletedTask);
        try
        {
            return await work();
        }
        finally
        {
            await (Options.RunContextAfter?.Invoke() ?? Task.CompletedTask);
        }
    }
}
