using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A run as <c>run show</c> tells it to programs.</summary>
internal sealed record RunShowView(RunStatusView Status, IReadOnlyList<AllowedView> Allowed);
