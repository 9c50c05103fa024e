using Temporalio.Common;

namespace Temporalio.Client.Schedules;

/// <summary>What a schedule becomes.</summary>
/// <param name="Schedule">The new schedule; it replaces the old one whole.</param>
/// <param name="TypedSearchAttributes">
/// The new search attributes; null keeps them, an empty collection takes all away.
/// </param>
public record ScheduleUpdate(Schedule Schedule, SearchAttributeCollection? TypedSearchAttributes = null);
