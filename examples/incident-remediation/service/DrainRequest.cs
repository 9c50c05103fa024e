namespace IncidentService;

/// <summary>
/// How many dead letters to put back at most, and how long to wait between batches (to spare the database).
/// </summary>
internal sealed record DrainRequest(int Limit = 100, int BatchPauseMs = 0);
