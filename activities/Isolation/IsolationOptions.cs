namespace DirectedExecution.Activities.Isolation;

/// <summary>How far programs are kept apart from the worker, and which level they have to reach at least.</summary>
public sealed record IsolationOptions
{
    /// <summary>User that programs run as from level 1 on. Default: 65534, nobody.</summary>
    public int User { get; init; } = 65534;

    /// <summary>Group that they run as. Default: 65534.</summary>
    public int Group { get; init; } = 65534;

    /// <summary>The level that every program needs. Default: 0.</summary>
    public int Level { get; init; }

    /// <summary>Levels that some programs need beyond that, by their name in the list of executables.</summary>
    public IReadOnlyDictionary<string, int> Programs { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Processes and threads of that user at the same time. Default: 512.</summary>
    public int Processes { get; init; } = 512;

    /// <summary>Open files of one process. Default: 1024.</summary>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>Bytes of one file that is written. Default: 1 GiB.</summary>
    public long FileBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Bytes of address space of one process. Default: no limit; runtimes reserve a lot.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Throws when an option makes no sense.</summary>
    public void Validate()
    {
        if (User <= 0 || Group <= 0)
        {
            throw new ArgumentException("isolation: user and group are numbers above 0; 0 is root.");
        }

        foreach (var (name, level) in Programs.Append(new("level", Level)))
        {
            if (level is < 0 or > IsolationLadder.Highest)
            {
                throw new ArgumentException(
                    $"isolation: the level of {name} is {level}; levels are 0 to {IsolationLadder.Highest}.");
            }
        }

        if (Processes < 1 || OpenFiles < 16 || FileBytes < 1 || MemoryBytes < 1024 * 1024)
        {
            throw new ArgumentException("isolation: a limit is so small that no program starts.");
        }
    }
}
