using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ColdRoom;

/// <summary>Sets up the excursion, always the same one.</summary>
internal static class SeedCommand
{
    public static int Run(RoomFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        File.Delete(folder.Database);
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lots.sql"));
        command.ExecuteNonQuery();
        RoomFolder.Write(folder.Controller, new JsonObject { ["setpoint"] = 12 });
        RoomFolder.Write(folder.Sensors, new JsonObject { ["north"] = 11.6, ["south"] = 11.4 });
        RoomFolder.Write(folder.Shelves, new JsonObject { ["roomA"] = 3, ["roomB"] = 1 });
        RoomFolder.Write(folder.Dispatch, new JsonObject { ["open"] = true });
        Console.Out.WriteLine($"seeded {folder.Path}");
        return 0;
    }
}
