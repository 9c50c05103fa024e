namespace IncidentService;

/// <summary>
/// <paramref name="OrderPipelineV2"/> is the bad release: with it on, every order fails and the first one that the
/// worker takes blocks it until the process is started again.
/// </summary>
internal sealed record FlagValues(bool AcceptOrders, bool OrderPipelineV2);
