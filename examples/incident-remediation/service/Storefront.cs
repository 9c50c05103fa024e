namespace IncidentService;

/// <summary>The customers: a steady number of orders per second; a blocked worker shows as a growing queue.</summary>
internal sealed class Storefront(OrderIntake intake, CommandArguments arguments, TimeProvider time) : BackgroundService
{
    public const string ReferencePrefix = "customer-";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (arguments.OrdersPerSecond == 0)
        {
            return;
        }

        var boot = time.GetUtcNow().ToUnixTimeMilliseconds();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / arguments.OrdersPerSecond), time);
        for (var number = 1; await timer.WaitForNextTickAsync(stoppingToken); number++)
        {
            intake.Place($"{ReferencePrefix}{boot}-{number}");
        }
    }
}
