using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;

namespace Temporalio.Client;

/// <summary>A workflow as its description shows it.</summary>
public class WorkflowExecutionDescription : WorkflowExecution
{
    internal WorkflowExecutionDescription(
        DescribeWorkflowExecutionResponse rawDescription, DataConverter dataConverter, string? clientNamespace)
        : base(rawDescription.WorkflowExecutionInfo, dataConverter, clientNamespace) => RawDescription = rawDescription;

    /// <summary>Gets the protocol form.</summary>
    internal DescribeWorkflowExecutionResponse RawDescription { get; }

    /// <summary>Gets the summary that the start gave.</summary>
    /// <returns>The summary; null for none.</returns>
    public Task<string?> GetStaticSummaryAsync() => ReadAsync(RawDescription.ExecutionConfig?.UserMetadata?.Summary);

    /// <summary>Gets the details that the start gave.</summary>
    /// <returns>The details; null for none.</returns>
    public Task<string?> GetStaticDetailsAsync() => ReadAsync(RawDescription.ExecutionConfig?.UserMetadata?.Details);

    private async Task<string?> ReadAsync(Payload? payload) =>
        payload is null ? null : await DataConverter.ToValueAsync<string?>(payload);
}
