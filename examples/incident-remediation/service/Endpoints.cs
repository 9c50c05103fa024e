namespace IncidentService;

/// <summary>The HTTP surface.</summary>
internal static class Endpoints
{
    private const string KeyHeader = "Idempotency-Key";

    public static void MapEndpoints(this WebApplication app)
    {
        app.MapGet("/healthz", (Health health) => Results.Json(health.Read()));
        app.MapGet("/metrics.json", (MetricsCache metrics) => Results.Json(metrics.Last));
        app.MapPost("/metrics/refresh", RefreshMetrics);
        app.MapGet("/effects", (OrderStore store) => Results.Json(EffectsCommand.Count(store)));
        app.MapPost("/orders", (HttpRequest request, OrderIntake intake) => PlaceOrder(request, intake));
        app.MapGet("/orders", ListOrders);
        app.MapPost("/admin/drain", DrainAsync);
        app.MapGet("/admin/receipts/{key}", (string key, DeadLetterDrain drain) =>
            drain.Find(key) is { } receipt ? Results.Json(receipt) : Results.NotFound());
    }

    private static IResult RefreshMetrics(HttpRequest request, MetricsCache metrics) =>
        Results.Json(metrics.RefreshOnce(request.Headers[KeyHeader].ToString()));

    private static IResult PlaceOrder(HttpRequest request, OrderIntake intake)
    {
        var key = request.Headers[KeyHeader].ToString();
        return key.Length == 0
            ? Refused(StatusCodes.Status400BadRequest, "an order needs an Idempotency-Key")
            : intake.Place(key) switch
            {
                StatusCodes.Status500InternalServerError => BadRelease(),
                StatusCodes.Status503ServiceUnavailable => Refused(503, "order intake is held"),
                var status => Results.Json(new { reference = key, placed = true }, statusCode: status),
            };
    }

    private static IResult ListOrders(OrderStore store, Flags flags) => flags.Current.OrderPipelineV2
        ? BadRelease()
        : Results.Json(new
        {
            queued = store.Count("queued"),
            quarantined = store.Count("quarantined"),
            dead = store.Count("dead"),
            done = store.Count("done"),
        });

    private static async Task<IResult> DrainAsync(HttpRequest request, DrainRequest drainRequest, DeadLetterDrain drain)
    {
        var key = request.Headers[KeyHeader].ToString();
        if (key.Length == 0)
        {
            return Refused(StatusCodes.Status400BadRequest, "a drain needs an Idempotency-Key");
        }

        return await drain.RunAsync(key, drainRequest) is { } receipt
            ? Results.Json(receipt)
            : Refused(StatusCodes.Status422UnprocessableEntity, "this Idempotency-Key was used for another request");
    }

    private static IResult BadRelease() =>
        Refused(StatusCodes.Status500InternalServerError, "order pipeline v2: no price rule for the currency");

    private static IResult Refused(int status, string error) => Results.Json(new { error }, statusCode: status);
}
