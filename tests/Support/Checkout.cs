namespace Tests.Support;

/// <summary>The checkout that these tests were built in.</summary>
public static class Checkout
{
    /// <summary>Gets the folder that the solution lies in.</summary>
    /// <exception cref="InvalidOperationException">The tests were moved away from it.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>Where a project is built, in the configuration of these tests.</summary>
    /// <param name="project">The folder of the project, from the root.</param>
    public static string OutputOf(string project)
    {
        // <project>/bin/<configuration>/<framework>/, as these tests themselves.
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, project, "bin", own.Parent!.Name, own.Name);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DirectedExecution.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ??
            throw new InvalidOperationException($"No DirectedExecution.sln above {AppContext.BaseDirectory}.");
    }
}
