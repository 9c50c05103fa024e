namespace IncidentService;

/// <summary>What the process tells whoever started it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int AlreadyRunning = 3;
    public const int NotSeeded = 4;
}
