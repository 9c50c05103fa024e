using System.Text.Json.Nodes;

namespace ColdRoom;

/// <summary>What happens in the room besides what is directed: people carry lots, air gets cold.</summary>
internal static class ActCommand
{
    private const double Cold = 6;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(RoomFolder folder, string what)
    {
        switch (what)
        {
            case "move-lots":
                RoomFolder.Write(folder.Shelves, new JsonObject { ["roomA"] = 0, ["roomB"] = 4 });
                return 0;
            case "cooled":
                return await CooledAsync(folder);
            default:
                await Console.Error.WriteLineAsync($"nobody knows how to '{what}' here");
                return 2;
        }
    }

    private static async Task<int> CooledAsync(RoomFolder folder)
    {
        using var end = new CancellationTokenSource(Patience);
        while ((double)RoomFolder.Read(folder.Sensors)["north"]! > Cold)
        {
            await Task.Delay(Look, end.Token);
        }

        return 0;
    }
}
