using System.Globalization;
using System.Text.Json.Nodes;

namespace ColdRoom;

/// <summary>The room: its air follows the setpoint, the north sensor follows the air, the south one hangs.</summary>
internal static class RunCommand
{
    private const double Step = 0.2;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(RoomFolder folder)
    {
        using var end = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            // It lives as long as whoever started it.
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            await end.CancelAsync();
        });
        using var timer = new PeriodicTimer(Tick);
        var air = (double)RoomFolder.Read(folder.Sensors)["north"]!;
        var isAnnounced = false;
        while (!end.IsCancellationRequested)
        {
            air += ((double)RoomFolder.Read(folder.Controller)["setpoint"]! - air) * Step;
            RoomFolder.Write(folder.Sensors, new JsonObject { ["north"] = Math.Round(air, 1), ["south"] = 11.4 });
            if (!isAnnounced)
            {
                isAnnounced = true;
                await File.WriteAllTextAsync(
                    folder.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), end.Token);
            }

            await Task.WhenAny(timer.WaitForNextTickAsync(end.Token).AsTask());
        }

        File.Delete(folder.PidFile);
        return 0;
    }
}
