using System.Text.Json.Nodes;

namespace ColdRoom;

/// <summary>The files of the cold room. Each is replaced as a whole: the old one is seen, or the new one.</summary>
internal sealed record RoomFolder(string Path)
{
    public string Database => In("lots.db");

    public string Controller => In("controller.json");

    public string Sensors => In("sensors.json");

    public string Shelves => In("shelves.json");

    public string Dispatch => In("dispatch.json");

    public string PidFile => In("service.pid");

    public static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    public static void Write(string file, JsonObject content)
    {
        File.WriteAllText(file + ".new", content.ToJsonString());
        File.Move(file + ".new", file, overwrite: true);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
