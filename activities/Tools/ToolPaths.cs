namespace DirectedExecution.Activities.Tools;

/// <summary>Keeps every path inside the working root, links followed.</summary>
public static class ToolPaths
{
    public static string Resolve(ToolOptions options, ToolParameters parameters, string name, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw parameters.Invalid(name, "is no path");
        }

        var path = Path.GetFullPath(text, options.WorkingRoot);
        return IsInside(path, options.WorkingRoot) && IsInside(Follow(path), Follow(options.WorkingRoot))
            ? path
            : throw parameters.Invalid(name, $"leads out of the working root: '{text}'");
    }

    internal static bool IsInside(string path, string root)
    {
        var relative = Path.GetRelativePath(root, path);
        return !Path.IsPathRooted(relative)
            && relative != ".."
            && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The path with each link on it replaced by where it leads.</summary>
    internal static string Follow(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Follow(parent), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is null ? here : entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here;
    }
}
