using System.Linq.Expressions;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <content>Nexus, and signal-with-start: what only goes through Nexus endpoints of the server.</content>
public static partial class Workflow
{
    /// <summary>Makes a Nexus client.</summary>
    /// <param name="service">Service.</param>
    /// <param name="endpoint">Endpoint.</param>
    /// <returns>The client.</returns>
    /// <exception cref="NotSupportedException">Always: Nexus is not supported.</exception>
    public static NexusWorkflowClient CreateNexusWorkflowClient(string service, string endpoint) =>
        CreateNexusWorkflowClient(service, new NexusWorkflowClientOptions(endpoint));

    /// <summary>Makes a Nexus client.</summary>
    /// <param name="service">Service.</param>
    /// <param name="options">Options.</param>
    /// <returns>The client.</returns>
    /// <exception cref="NotSupportedException">Always: Nexus is not supported.</exception>
    public static NexusWorkflowClient CreateNexusWorkflowClient(string service, NexusWorkflowClientOptions options) =>
        throw Unsupported.Nexus();

    /// <summary>Makes a Nexus client.</summary>
    /// <typeparam name="TService">Service.</typeparam>
    /// <param name="endpoint">Endpoint.</param>
    /// <returns>The client.</returns>
    /// <exception cref="NotSupportedException">Always: Nexus is not supported.</exception>
    public static NexusWorkflowClient<TService> CreateNexusWorkflowClient<TService>(string endpoint) =>
        CreateNexusWorkflowClient<TService>(new NexusWorkflowClientOptions(endpoint));

    /// <summary>Makes a Nexus client.</summary>
    /// <typeparam name="TService">Service.</typeparam>
    /// <param name="options">Options.</param>
    /// <returns>The client.</returns>
    /// <exception cref="NotSupportedException">Always: Nexus is not supported.</exception>
    public static NexusWorkflowClient<TService> CreateNexusWorkflowClient<TService>(
        NexusWorkflowClientOptions options) => throw Unsupported.Nexus();

    /// <summary>Signals a workflow, and starts it if need be.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="workflow">Call of the run method.</param>
    /// <param name="signal">Call of the signal.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always: there is no command for it.</exception>
    public static Task<ExternalWorkflowHandle> SignalWithStartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflow,
        Expression<Func<TWorkflow, Task>> signal,
        SignalWithStartWorkflowOptions options) => throw Unsupported.SignalWithStartFromWorkflow();

    /// <summary>Signals a workflow, and starts it if need be.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="workflow">Call of the run method.</param>
    /// <param name="signal">Name of the signal.</param>
    /// <param name="signalArgs">Arguments of the signal.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always: there is no command for it.</exception>
    public static Task<ExternalWorkflowHandle> SignalWithStartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflow,
        string signal,
        IReadOnlyCollection<object?> signalArgs,
        SignalWithStartWorkflowOptions options) => throw Unsupported.SignalWithStartFromWorkflow();

    /// <summary>Signals a workflow, and starts it if need be.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="workflow">Workflow type name.</param>
    /// <param name="args">Arguments of the workflow.</param>
    /// <param name="signal">Call of the signal.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always: there is no command for it.</exception>
    public static Task<ExternalWorkflowHandle> SignalWithStartWorkflowAsync<TWorkflow>(
        string workflow,
        IReadOnlyCollection<object?> args,
        Expression<Func<TWorkflow, Task>> signal,
        SignalWithStartWorkflowOptions options) => throw Unsupported.SignalWithStartFromWorkflow();

    /// <summary>Signals a workflow, and starts it if need be.</summary>
    /// <param name="workflow">Workflow type name.</param>
    /// <param name="args">Arguments of the workflow.</param>
    /// <param name="signal">Name of the signal.</param>
    /// <param name="signalArgs">Arguments of the signal.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always: there is no command for it.</exception>
    public static Task<ExternalWorkflowHandle> SignalWithStartWorkflowAsync(
        string workflow,
        IReadOnlyCollection<object?> args,
        string signal,
        IReadOnlyCollection<object?> signalArgs,
        SignalWithStartWorkflowOptions options) => throw Unsupported.SignalWithStartFromWorkflow();
}
