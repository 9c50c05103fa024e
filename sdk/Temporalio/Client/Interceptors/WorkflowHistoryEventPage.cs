using Temporalio.Api.History.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>Events of a history.</summary>
/// <param name="Events">Events; may be none although there is a next page.</param>
/// <param name="NextPageToken">Token of the next page; null at the end.</param>
public record WorkflowHistoryEventPage(
    IReadOnlyCollection<HistoryEvent> Events,
    byte[]? NextPageToken);
