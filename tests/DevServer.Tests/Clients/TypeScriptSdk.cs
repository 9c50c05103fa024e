namespace DevServer.Tests.Clients;

/// <summary>The official TypeScript SDK, installed once into a folder of the temporary directory and shared by all test runs.</summary>
internal static class TypeScriptSdk
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(5);
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "dev-server-typescript-sdk-1.24.0-with-testing");

    /// <summary>
    /// A folder of this run with the scripts, below the packages that they need; null, with the reason, when it cannot be had here.
    /// </summary>
    public static async Task<(string? Folder, string Reason)> PrepareAsync()
    {
        var scripts = Path.Combine(AppContext.BaseDirectory, "Clients", "TypeScript");
        if (!Directory.Exists(Path.Combine(Cache, "node_modules")) && await InstallAsync(scripts) is { } failure)
        {
            return (null, failure);
        }

        var folder = Directory.CreateDirectory(Path.Combine(Cache, Guid.NewGuid().ToString()));
        foreach (var script in Directory.EnumerateFiles(scripts, "*.js"))
        {
            File.Copy(script, Path.Combine(folder.FullName, Path.GetFileName(script)));
        }

        return (folder.FullName, string.Empty);
    }

    /// <summary>Installs beside the cache and moves it there whole, so that a run that is cut off leaves nothing half done.</summary>
    private static async Task<string?> InstallAsync(string scripts)
    {
        var fresh = Directory.CreateTempSubdirectory("dev-server-typescript-");
        File.Copy(Path.Combine(scripts, "package.json"), Path.Combine(fresh.FullName, "package.json"));
        try
        {
            var npm = await Command.RunAsync("npm", ["install", "--no-audit", "--no-fund"], fresh.FullName, InstallPatience);
            if (npm.ExitCode != 0)
            {
                return "npm cannot install the official TypeScript SDK here: " + npm.Error.Trim().Split('\n')[^1];
            }

            if (!Directory.Exists(Cache))
            {
                fresh.MoveTo(Cache);
            }

            return null;
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or TimeoutException or IOException)
        {
            return "npm cannot be used here: " + missing.Message.Split('\n')[0];
        }
    }
}
