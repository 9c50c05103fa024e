using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentService;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandArguments arguments)
    {
        if (!arguments.Data.IsSeeded)
        {
            await Console.Error.WriteLineAsync($"no service data in {arguments.Data.Path}: run the seed command first");
            return ExitCodes.NotSeeded;
        }

        using var instance = TryLock(arguments.Data.LockFile);
        if (instance is null)
        {
            await Console.Error.WriteLineAsync($"a service runs on {arguments.Data.Path} already");
            return ExitCodes.AlreadyRunning;
        }

        await using var app = Build(arguments);
        var store = app.Services.GetRequiredService<OrderStore>();
        store.CreateSchema();
        app.Services.GetRequiredService<MetricsCache>().Refresh();
        await app.StartAsync();
        store.RecordEffect(Environment.GetEnvironmentVariable("DIRECTED_IDEMPOTENCY_KEY") ?? string.Empty, "boot");
        Announce(app, arguments.Data);
        await app.WaitForShutdownAsync();
        File.Delete(arguments.Data.PidFile);
        return ExitCodes.Done;
    }

    /// <summary>The pid file comes last and by rename: whoever sees it sees a service that answers.</summary>
    private static void Announce(WebApplication app, DataFolder folder)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        File.WriteAllText(folder.AddressFile, addresses.Addresses.First());
        var fresh = folder.PidFile + ".new";
        File.WriteAllText(fresh, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        File.Move(fresh, folder.PidFile, overwrite: true);
    }

    private static WebApplication Build(CommandArguments arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Started in the background by a tool that closes its ends of the pipes: nothing may depend on a console.
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(arguments.Url);
        builder.Services
            .AddSingleton(arguments)
            .AddSingleton(arguments.Data)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<OrderStore>()
            .AddSingleton<Flags>()
            .AddSingleton<OrderIntake>()
            .AddSingleton<MetricsCache>()
            .AddSingleton<DeadLetterDrain>()
            .AddSingleton<Health>()
            .AddSingleton<OrderWorker>()
            .AddHostedService(services => services.GetRequiredService<OrderWorker>())
            .AddHostedService<Storefront>();
        var app = builder.Build();
        app.MapEndpoints();
        return app;
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
