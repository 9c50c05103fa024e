using System.Text.Json;

namespace IncidentService;

/// <summary>
/// The feature flags, read afresh at each use: whoever changes the file changes the service.
/// A file that cannot be read leaves the flags as they were last read.
/// </summary>
internal sealed class Flags(DataFolder folder)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private FlagValues last = new(AcceptOrders: false, OrderPipelineV2: true);

    public FlagValues Current
    {
        get
        {
            try
            {
                last = JsonSerializer.Deserialize<FlagValues>(File.ReadAllText(folder.Flags), Options) ?? last;
            }
            catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
            {
                // Whoever replaces the file may be in the middle of it.
            }

            return last;
        }
    }

    public void Write(FlagValues values) =>
        File.WriteAllText(folder.Flags, JsonSerializer.Serialize(values, Options) + Environment.NewLine);
}
