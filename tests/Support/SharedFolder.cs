namespace Tests.Support;

/// <summary>The folder <c>shared</c> beside the repository; not everybody has it.</summary>
public static class SharedFolder
{
    /// <summary>Why tests that need it are skipped.</summary>
    public const string WhyMissing = "../shared is not there";

    /// <summary>Gets the folder; null when it is not there.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DirectedExecution.sln")) && folder.Parent is { } above)
            {
                var shared = System.IO.Path.Combine(above.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
